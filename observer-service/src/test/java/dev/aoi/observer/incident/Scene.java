package dev.aoi.observer.incident;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.Effect;
import dev.aoi.observer.decision.VerdictReader;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;

import org.apache.avro.specific.SpecificRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A whole incident in memory: an observer machine, and workers that answer its commands at once.
 * The log is per topic, as Kafka's is, so tests can read it again in other interleavings.
 */
final class Scene {
    static final Headers.Source SOURCE = new Headers.Source("observer", "test", "0");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String INCIDENT = "inc-1";

    final ObserverMachine machine =
            new ObserverMachine(new VerdictReader(AnswerSchema.load("observer/decision")), SOURCE);
    final Map<Topic, List<Fact>> log = new LinkedHashMap<>();
    final Function<ObserverAction.AskMind, String> mind;
    final Set<String> started = new HashSet<>();
    ObserverIncident state = machine.initial(INCIDENT);
    int asked;

    Scene(Function<ObserverAction.AskMind, String> mind) {
        this.mind = mind;
    }

    static IncidentOpened opened(TaskType task, int turns) {
        return IncidentOpened.newBuilder()
                .setHeader(header("opened"))
                .setTaskType(task)
                .setDescription("Something may be wrong")
                .setCluster("embedded")
                .setWorld("w-1")
                .setNamespace("shop")
                .setRunMode(RunMode.AUTONOMOUS)
                .setLimits(Limits.newBuilder().setTurns(turns).build())
                .setDeadline(START.plusSeconds(600))
                .setHandleSeed(7)
                .build();
    }

    static EventHeader header(String id) {
        return Headers.following(INCIDENT, "", id, START, SOURCE);
    }

    Fact append(Topic topic, SpecificRecord event) {
        List<Fact> facts = log.computeIfAbsent(topic, t -> new ArrayList<>());
        RecordRef ref =
                RecordRef.newBuilder()
                        .setTopic(topic.name())
                        .setPartition(0)
                        .setOffset(facts.size())
                        .setEventId(Headers.of(event).getEventId())
                        .build();
        Fact fact = new Fact(event, ref);
        facts.add(fact);
        return fact;
    }

    /** Appends and folds, and does what follows until nothing is due. */
    void play(Topic topic, SpecificRecord event) {
        state = machine.evolve(state, append(topic, event));
        boolean more = true;
        while (more) {
            more = false;
            for (Effect<ObserverAction> effect : machine.decide(state)) {
                if (effect instanceof Effect.Wake<ObserverAction> || !started.add(effect.id())) {
                    continue;
                }
                results(effect)
                        .forEach(o -> state = machine.evolve(state, append(o.topic(), o.event())));
                more = true;
            }
        }
    }

    private List<Outgoing> results(Effect<ObserverAction> effect) {
        return switch (effect) {
            case Effect.Wake<ObserverAction> _ -> List.of();
            case Effect.Append<ObserverAction> append -> answered(append.outgoing());
            case Effect.Act<ObserverAction> act -> List.of(done(act.action()));
        };
    }

    private Outgoing done(ObserverAction action) {
        return switch (action) {
            case ObserverAction.AskMind ask -> {
                asked++;
                yield new Outgoing(
                        Topics.OBSERVER_COMPLETIONS,
                        Completion.newBuilder()
                                .setHeader(
                                        Headers.following(
                                                INCIDENT,
                                                ask.requestId(),
                                                "attempt-" + ask.attempt(),
                                                START.plusSeconds(asked),
                                                SOURCE))
                                .setRequestId(ask.requestId())
                                .setAttempt(ask.attempt())
                                .setPolicy("test")
                                .setAnswer(mind.apply(ask))
                                .build());
            }
            case ObserverAction.AssembleTrajectory assemble ->
                    new Outgoing(
                            Topics.TRAJECTORIES,
                            Trajectory.newBuilder().setHeader(header("trajectory")).build());
        };
    }

    /** What stands in the log after a record was written: the record, and the workers' answers. */
    private List<Outgoing> answered(Outgoing outgoing) {
        List<Outgoing> all = new ArrayList<>(List.of(outgoing));
        String id = outgoing.eventId();
        switch (outgoing.event()) {
            case ProbeCommand command -> {
                String seen = Headers.derivedId(INCIDENT, id, "observation");
                all.add(new Outgoing(Topics.PROBE_OBSERVATIONS, observation(command, seen)));
                all.add(
                        new Outgoing(
                                Topics.PROBE_OBSERVATIONS,
                                RoundClosed.newBuilder()
                                        .setHeader(
                                                Headers.following(
                                                        INCIDENT, id, "closed", START, SOURCE))
                                        .setCommandId(id)
                                        .setOutcome(RoundOutcome.DONE)
                                        .setObservationIds(List.of(seen))
                                        .setHandles(
                                                List.of(
                                                        new HandleEntry(
                                                                "@s1", "Service", "shop", "cart",
                                                                "u1")))
                                        .build()));
            }
            case CompressorCommand command ->
                    all.add(
                            new Outgoing(
                                    Topics.SUMMARIES,
                                    Summary.newBuilder()
                                            .setHeader(
                                                    Headers.following(
                                                            INCIDENT, id, "summary", START, SOURCE))
                                            .setCommandId(id)
                                            .setText("context of turn " + command.getTurn())
                                            .build()));
            case Submission _ -> {
                EventHeader evaluation =
                        Headers.following(INCIDENT, id, "evaluation", START, SOURCE);
                all.add(
                        new Outgoing(
                                Topics.EVALUATIONS,
                                Evaluation.newBuilder().setHeader(evaluation).build()));
                all.add(
                        new Outgoing(
                                Topics.INCIDENTS,
                                IncidentClosed.newBuilder()
                                        .setHeader(
                                                Headers.following(
                                                        INCIDENT, id, "end", START, SOURCE))
                                        .setReason(CloseReason.SUBMITTED)
                                        .setEvaluationId(evaluation.getEventId())
                                        .build()));
            }
            default -> {
                // Decisions and timers are answered by nobody.
            }
        }
        return all;
    }

    private static Observation observation(ProbeCommand command, String id) {
        return Observation.newBuilder()
                .setHeader(
                        EventHeader.newBuilder(header("x"))
                                .setEventId(id)
                                .setCausationId(command.getHeader().getEventId())
                                .build())
                .setCommandId(command.getHeader().getEventId())
                .setCommand("kubectl get services")
                .setVerdict(CommandVerdict.ALLOWED)
                .setOutput("NAME\ncart")
                .build();
    }

    <T> List<T> all(Class<T> type) {
        return log.values().stream()
                .flatMap(List::stream)
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Folds the whole log again, topics interleaved as {@code picks} say. */
    ObserverIncident refold(List<Integer> picks) {
        ObserverIncident again = machine.initial(INCIDENT);
        for (Fact fact : interleaved(picks)) {
            again = machine.evolve(again, fact);
        }
        return again;
    }

    List<String> eventIds() {
        return log.values().stream()
                .flatMap(List::stream)
                .map(f -> f.header().getEventId())
                .toList();
    }

    /** The log as one sequence that keeps each topic's order. */
    List<Fact> interleaved(List<Integer> picks) {
        List<Fact> sequence = new ArrayList<>();
        Map<Topic, Integer> next = new HashMap<>();
        List<Topic> open = new ArrayList<>(log.keySet());
        int pick = 0;
        while (!open.isEmpty()) {
            Topic topic = open.get(Math.floorMod(picks.get(pick++ % picks.size()), open.size()));
            int at = next.merge(topic, 1, Integer::sum) - 1;
            sequence.add(log.get(topic).get(at));
            if (at + 1 == log.get(topic).size()) {
                open.remove(topic);
            }
        }
        return sequence;
    }
}
