package dev.aoi.env.incident;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.Effect;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.LeaseStage;
import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;

import org.apache.avro.specific.SpecificRecord;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One incident's log in memory and a process that works on it, as the runtime does: each effect id
 * is started once, and an action's results come when the bench says so. Worlds are counted.
 */
final class EnvBench {
    private final EnvMachine machine =
            new EnvMachine(new EnvRecords(Host.SOURCE, EnvRecords.GRACE));
    private final EnvRecords records = new EnvRecords(Host.SOURCE, EnvRecords.GRACE);
    private final Map<String, List<Fact>> topics = new LinkedHashMap<>();
    private final Set<String> started = new HashSet<>();
    private final List<Effect.Wake<EnvAction>> alarms = new ArrayList<>();

    /** Actions that run: their effect on the world is done, their records are not written. */
    final List<Running> running = new ArrayList<>();

    final Set<String> worlds = new HashSet<>();
    EnvState state = EnvState.initial(Samples.INCIDENT);

    record Running(EnvAction action, List<Outgoing> results) {}

    void write(Topic topic, SpecificRecord event) {
        List<Fact> facts = topics.computeIfAbsent(topic.name(), t -> new ArrayList<>());
        Fact fact =
                new Fact(
                        event,
                        RecordRef.newBuilder()
                                .setTopic(topic.name())
                                .setPartition(0)
                                .setOffset(facts.size())
                                .build());
        facts.add(fact);
        state = machine.evolve(state, fact);
    }

    private void write(Outgoing outgoing) {
        write(outgoing.topic(), outgoing.event());
    }

    <T> List<T> written(Class<T> type) {
        return topics.values().stream()
                .flatMap(List::stream)
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    boolean settled() {
        return machine.settled(state);
    }

    /** Starts what is due; appends come back at once. */
    boolean start() {
        for (Effect<EnvAction> effect : machine.decide(state)) {
            if (!started.add(effect.id())) {
                continue;
            }
            switch (effect) {
                case Effect.Append<EnvAction> append -> write(append.outgoing());
                case Effect.Wake<EnvAction> wake -> alarms.add(wake);
                case Effect.Act<EnvAction> act -> running.add(act(act.action()));
            }
            return true;
        }
        return false;
    }

    private Running act(EnvAction action) {
        Lease lease = action.lease();
        return switch (action) {
            case EnvAction.Prepare _ -> {
                if (!lease.getWorld().isEmpty()) {
                    worlds.add(lease.getWorld());
                }
                yield new Running(
                        action,
                        List.of(
                                records.lease(
                                        Samples.INCIDENT,
                                        lease.getHeader().getEventId(),
                                        Samples.NOON,
                                        Lease.newBuilder(lease)
                                                .setStage(LeaseStage.OPEN)
                                                .setOpenedAt(Samples.NOON)
                                                .setDeadline(Samples.NOON.plusSeconds(60)))));
            }
            case EnvAction.Evaluate evaluate -> {
                if (!worlds.contains(lease.getWorld())) {
                    yield new Running(
                            action, List.of(records.failed(lease, "Gone.", Samples.NOON)));
                }
                CloseReason reason =
                        evaluate.submission() != null
                                ? CloseReason.SUBMITTED
                                : evaluate.unresolved().isEmpty()
                                        ? CloseReason.DEADLINE
                                        : CloseReason.DEAD_LETTER;
                yield new Running(
                        action,
                        List.of(
                                new Outgoing(
                                        Topics.EVALUATIONS,
                                        Samples.evaluation(
                                                records.evaluation(lease, Samples.NOON), reason))));
            }
            case EnvAction.Close _ -> {
                if (!running.isEmpty()) {
                    throw new AssertionError("Closed while " + running + " was running");
                }
                worlds.remove(lease.getWorld());
                yield new Running(action, List.of(records.closed(lease, Samples.NOON)));
            }
        };
    }

    /** Lets the oldest running action end. */
    boolean finish() {
        if (running.isEmpty()) {
            return false;
        }
        running.removeFirst().results().forEach(this::write);
        return true;
    }

    /** Lets the alarm ring. */
    boolean ring() {
        if (alarms.isEmpty()) {
            return false;
        }
        write(alarms.removeFirst().outgoing());
        return true;
    }

    /** The process dies; another one folds the log in some order that keeps each topic's. */
    void crash(RandomGenerator random) {
        started.clear();
        alarms.clear();
        running.clear();
        state = folded(random);
    }

    EnvState folded(RandomGenerator random) {
        List<List<Fact>> left =
                new ArrayList<>(topics.values().stream().map(ArrayList::new).toList());
        EnvState folded = EnvState.initial(Samples.INCIDENT);
        while (!left.isEmpty()) {
            List<Fact> topic = left.get(random.nextInt(left.size()));
            folded = machine.evolve(folded, topic.removeFirst());
            left.removeIf(List::isEmpty);
        }
        return folded;
    }

    /** Compaction leaves only the last lease. */
    void compact() {
        List<Fact> leases = topics.getOrDefault(Topics.LEASES.name(), List.of());
        if (leases.size() > 1) {
            topics.put(Topics.LEASES.name(), new ArrayList<>(List.of(leases.getLast())));
        }
    }

    /** Works to the end without ringing. */
    void work() {
        boolean more = true;
        while (more) {
            more = start() || finish();
        }
    }
}
