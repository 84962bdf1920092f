package dev.aoi.agent.machine;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A worker in small: each command is done by one action, whose observation ends the round. */
final class EchoMachine implements IncidentMachine<EchoMachine.State, EchoMachine.Work> {
    static final Headers.Source SOURCE = new Headers.Source("probe", "test", "0");

    record Work(String incident, String commandId) {}

    record State(
            String incident,
            boolean opened,
            boolean closed,
            Set<String> commands,
            Set<String> observed,
            Set<String> ended) {}

    @Override
    public State initial(String incidentId) {
        return new State(incidentId, false, false, Set.of(), Set.of(), Set.of());
    }

    @Override
    public State evolve(State s, Fact fact) {
        return switch (fact.event()) {
            case IncidentOpened _ ->
                    new State(s.incident, true, s.closed, s.commands, s.observed, s.ended);
            case IncidentClosed _ ->
                    new State(s.incident, s.opened, true, s.commands, s.observed, s.ended);
            case ProbeCommand command -> {
                if (command.getInstruction().equals("poison")) {
                    throw new IllegalStateException("poison");
                }
                yield new State(
                        s.incident,
                        s.opened,
                        s.closed,
                        plus(s.commands, fact.header().getEventId()),
                        s.observed,
                        s.ended);
            }
            case Observation seen ->
                    new State(
                            s.incident,
                            s.opened,
                            s.closed,
                            s.commands,
                            plus(s.observed, seen.getCommandId()),
                            s.ended);
            case RoundClosed closed ->
                    new State(
                            s.incident,
                            s.opened,
                            s.closed,
                            s.commands,
                            s.observed,
                            plus(s.ended, closed.getCommandId()));
            default -> s;
        };
    }

    @Override
    public List<Effect<Work>> decide(State s) {
        List<Effect<Work>> due = new ArrayList<>();
        if (!s.opened || s.closed) {
            return due;
        }
        for (String command : s.commands) {
            if (!s.observed.contains(command)) {
                due.add(new Effect.Act<>("do-" + command, new Work(s.incident, command)));
            } else if (!s.ended.contains(command)) {
                due.add(
                        new Effect.Append<>(
                                new Outgoing(
                                        Topics.PROBE_OBSERVATIONS,
                                        RoundClosed.newBuilder()
                                                .setHeader(
                                                        Headers.following(
                                                                s.incident,
                                                                command,
                                                                "closed",
                                                                java.time.Instant.EPOCH,
                                                                SOURCE))
                                                .setCommandId(command)
                                                .build())));
            }
        }
        return due;
    }

    @Override
    public boolean settled(State s) {
        return s.closed;
    }

    @Override
    public boolean orphan(State s) {
        return !s.opened;
    }

    private static Set<String> plus(Set<String> set, String id) {
        Set<String> more = new HashSet<>(set);
        more.add(id);
        return Set.copyOf(more);
    }
}
