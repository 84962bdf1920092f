package dev.aoi.agent.config;

import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.LogClients;
import dev.aoi.agent.machine.RoleMachine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;

import java.time.Clock;
import java.util.List;

/** Runs the service's {@link RoleMachine} beans. */
@AutoConfiguration(
        after = {MindAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class})
@ConditionalOnBean(RoleMachine.class)
public class RoleAutoConfiguration {

    @Bean
    RoleRuntimes roleRuntimes(
            ObjectProvider<RoleMachine<?, ?>> machines,
            LogClients clients,
            Deserializer<SpecificRecord> factDecoder,
            FactLog log,
            Identity identity,
            AgentProperties settings,
            ObjectProvider<MeterRegistry> meters,
            Clock clock) {
        List<RoleMachine<?, ?>> all = machines.orderedStream().toList();
        return new RoleRuntimes(
                all,
                clients,
                factDecoder,
                log,
                identity,
                settings.instanceId(),
                meters.getIfAvailable(CompositeMeterRegistry::new),
                clock);
    }

    /** For readiness. */
    @Bean
    HealthIndicator rolesHealthIndicator(RoleRuntimes runtimes) {
        return new RolesHealthIndicator(runtimes, true);
    }

    /** For liveness. */
    @Bean
    HealthIndicator loopsHealthIndicator(RoleRuntimes runtimes) {
        return new RolesHealthIndicator(runtimes, false);
    }
}
