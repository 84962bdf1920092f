package dev.aoi.agent.config;

import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.LogClients;
import dev.aoi.agent.machine.MachineRuntime;
import dev.aoi.agent.machine.RoleMachine;
import dev.aoi.agent.machine.RuntimeSettings;
import dev.aoi.schemas.topic.Writer;

import io.micrometer.core.instrument.MeterRegistry;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Clock;
import java.util.List;

/** Runs each {@link RoleMachine} of the context, from its start to its stop. */
public final class RoleRuntimes implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RoleRuntimes.class);

    private final List<RoleMachine<?, ?>> machines;
    private final LogClients clients;
    private final Deserializer<SpecificRecord> decoder;
    private final FactLog log;
    private final Identity identity;
    private final String memberId;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile List<RunningRole> running = List.of();

    RoleRuntimes(
            List<RoleMachine<?, ?>> machines,
            LogClients clients,
            Deserializer<SpecificRecord> decoder,
            FactLog log,
            Identity identity,
            String memberId,
            MeterRegistry meters,
            Clock clock) {
        this.machines = List.copyOf(machines);
        this.clients = clients;
        this.decoder = decoder;
        this.log = log;
        this.identity = identity;
        this.memberId = memberId;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void start() {
        List<RunningRole> started = machines.stream().<RunningRole>map(this::runtime).toList();
        started.forEach(role -> role.runtime().start());
        running = started;
    }

    @Override
    public void stop() {
        running.forEach(role -> role.runtime().close());
        running = List.of();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }

    /** What runs now. */
    List<RunningRole> roles() {
        return running;
    }

    private <S, A> RunningRole runtime(RoleMachine<S, A> machine) {
        Writer role = machine.role();
        String clientId = identity.instance() + '-' + role.role();
        MeteredRuntime listener = new MeteredRuntime(meters, role);
        MachineRuntime<S, A> runtime =
                new MachineRuntime<>(
                        machine,
                        () -> clients.member("aoi-" + role.role(), clientId, memberId),
                        () -> clients.reader(clientId + "-reader"),
                        decoder,
                        log,
                        RuntimeSettings.defaults(identity.source(role)),
                        listener,
                        clock);
        LOG.info("Working as {} ({})", role.role(), identity.instance());
        return new RunningRole(role, runtime, listener);
    }
}
