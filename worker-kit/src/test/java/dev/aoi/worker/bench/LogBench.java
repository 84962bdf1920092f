package dev.aoi.worker.bench;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.Actor;
import dev.aoi.agent.machine.Effect;
import dev.aoi.agent.machine.IncidentMachine;
import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.topic.Topic;

import org.apache.avro.specific.SpecificRecord;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One incident's log in memory, and processes that work on it one after the other: each starts
 * every effect once while it lives, as the runtime does. Time passes only when a test says so.
 */
public final class LogBench<S, A> {
    private static final int FAR_TOO_MANY = 500;

    private final IncidentMachine<S, A> machine;
    private final String incident;
    private final Supplier<Actor<A>> processes;
    private final Map<String, List<Fact>> topics = new LinkedHashMap<>();
    private final List<Fact> all = new ArrayList<>();

    /**
     * @param processes makes the hands of a new process
     */
    public LogBench(IncidentMachine<S, A> machine, String incident, Supplier<Actor<A>> processes) {
        this.machine = machine;
        this.incident = incident;
        this.processes = processes;
    }

    /** Somebody writes a fact. */
    public void write(Topic topic, SpecificRecord event) {
        List<Fact> facts = topics.computeIfAbsent(topic.name(), t -> new ArrayList<>());
        RecordRef ref =
                RecordRef.newBuilder()
                        .setTopic(topic.name())
                        .setPartition(0)
                        .setOffset(facts.size())
                        .build();
        Fact fact = new Fact(event, ref);
        facts.add(fact);
        all.add(fact);
    }

    /** The state after the log, folded in the order in which it was written. */
    public S state() {
        return fold(all);
    }

    /** The state after the log, folded in any order that keeps each topic's. */
    public S state(RandomGenerator random) {
        List<List<Fact>> left =
                new ArrayList<>(topics.values().stream().map(ArrayList::new).toList());
        List<Fact> order = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Fact> topic = left.get(random.nextInt(left.size()));
            order.add(topic.removeFirst());
            left.removeIf(List::isEmpty);
        }
        return fold(order);
    }

    private S fold(List<Fact> facts) {
        S state = machine.initial(incident);
        for (Fact fact : facts) {
            state = machine.evolve(state, fact);
        }
        return state;
    }

    /** What is due now. */
    public List<Effect<A>> due() {
        return machine.decide(state());
    }

    /** A new process works until nothing is due that it has not started. */
    public void work() throws Exception {
        work(processes.get());
    }

    /** A new process works and dies; see {@link #work(Actor, int, int)}. */
    public boolean work(int effects, int written) throws Exception {
        return work(processes.get(), effects, written);
    }

    /** Works until nothing is due that this process has not started. */
    public void work(Actor<A> actor) throws Exception {
        work(actor, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Works like a process that dies.
     *
     * @param actor the process's own
     * @param effects effects that it starts before it dies
     * @param written records of its last effect that still reach the log
     * @return whether it died, and did not just come to rest before
     */
    public boolean work(Actor<A> actor, int effects, int written) throws Exception {
        Set<String> started = new HashSet<>();
        S state = state();
        for (int i = 0; i < FAR_TOO_MANY; i++) {
            Effect<A> next =
                    machine.decide(state).stream()
                            .filter(e -> !(e instanceof Effect.Wake) && started.add(e.id()))
                            .findFirst()
                            .orElse(null);
            if (next == null) {
                return false;
            }
            List<Outgoing> results = results(actor, next);
            boolean dies = started.size() >= effects;
            results.stream()
                    .limit(dies ? written : Integer.MAX_VALUE)
                    .forEach(o -> write(o.topic(), o.event()));
            if (dies) {
                return true;
            }
            state = state();
            if (next instanceof Effect.Act<A> act && results.isEmpty()) {
                state = machine.acted(state, act.id());
            }
        }
        throw new IllegalStateException("Does not come to rest");
    }

    private List<Outgoing> results(Actor<A> actor, Effect<A> effect) throws Exception {
        return switch (effect) {
            case Effect.Append<A>(Outgoing outgoing) -> List.of(outgoing);
            case Effect.Wake<A>(var _, Outgoing outgoing) -> List.of(outgoing);
            case Effect.Act<A>(String id, A action) -> actor.act(action, new Context(incident, id));
        };
    }

    /** Lets time pass: whatever waits for it is written now. */
    public void wake() {
        for (Effect<A> effect : due()) {
            if (effect instanceof Effect.Wake<A>(var _, Outgoing outgoing)) {
                write(outgoing.topic(), outgoing.event());
            }
        }
    }

    /** The facts of a type, in the order in which they were written. */
    public <T> List<T> of(Class<T> type) {
        return all.stream().map(Fact::event).filter(type::isInstance).map(type::cast).toList();
    }

    private record Context(String incidentId, String causeId) implements ActContext {
        @Override
        public void checkOwned() {}
    }
}
