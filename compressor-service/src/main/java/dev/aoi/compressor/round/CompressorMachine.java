package dev.aoi.compressor.round;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.machine.Effect;
import dev.aoi.agent.machine.IncidentMachine;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.worker.Completion;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers each compressor command with one summary. A completion's request id is made of both ids.
 */
public final class CompressorMachine implements IncidentMachine<CompressorState, CompressorAction> {

    /** The request id of one observation's words. */
    static String request(String commandId, String observationId) {
        return commandId + "." + observationId;
    }

    @Override
    public CompressorState initial(String incidentId) {
        return CompressorState.blank(incidentId);
    }

    @Override
    public CompressorState evolve(CompressorState s, Fact fact) {
        String id = fact.header().getEventId();
        return switch (fact.event()) {
            case IncidentOpened _ ->
                    new CompressorState(
                            s.incidentId(),
                            true,
                            s.closed(),
                            s.commands(),
                            s.words(),
                            s.summarized());
            case IncidentClosed _ ->
                    new CompressorState(
                            s.incidentId(),
                            s.opened(),
                            true,
                            s.commands(),
                            s.words(),
                            s.summarized());
            case CompressorCommand command when !s.commands().containsKey(id) -> {
                Map<String, CompressorCommand> commands = new HashMap<>(s.commands());
                commands.put(id, command);
                yield new CompressorState(
                        s.incidentId(),
                        s.opened(),
                        s.closed(),
                        Map.copyOf(commands),
                        s.words(),
                        s.summarized());
            }
            case Completion completion -> withWords(s, completion);
            case Summary summary -> {
                Set<String> summarized = new HashSet<>(s.summarized());
                summarized.add(summary.getCommandId());
                yield new CompressorState(
                        s.incidentId(),
                        s.opened(),
                        s.closed(),
                        s.commands(),
                        s.words(),
                        Set.copyOf(summarized));
            }
            default -> s;
        };
    }

    private static CompressorState withWords(CompressorState s, Completion completion) {
        String request = completion.getRequestId();
        int dot = request.indexOf('.');
        if (dot < 0) {
            return s;
        }
        Map<String, Map<String, String>> words = new HashMap<>(s.words());
        Map<String, String> ofCommand =
                new HashMap<>(words.getOrDefault(request.substring(0, dot), Map.of()));
        ofCommand.putIfAbsent(request.substring(dot + 1), completion.getAnswer());
        words.put(request.substring(0, dot), Map.copyOf(ofCommand));
        return new CompressorState(
                s.incidentId(),
                s.opened(),
                s.closed(),
                s.commands(),
                Map.copyOf(words),
                s.summarized());
    }

    @Override
    public List<Effect<CompressorAction>> decide(CompressorState s) {
        if (!s.opened() || s.closed()) {
            return List.of();
        }
        return s.commands().entrySet().stream()
                .filter(e -> !s.summarized().contains(e.getKey()))
                .<Effect<CompressorAction>>map(
                        e -> {
                            Map<String, String> words =
                                    s.words().getOrDefault(e.getKey(), Map.of());
                            return new Effect.Act<>(
                                    "compress-" + e.getKey() + "-" + words.size(),
                                    new CompressorAction(e.getValue(), words));
                        })
                .toList();
    }

    @Override
    public boolean settled(CompressorState s) {
        return s.closed();
    }

    @Override
    public boolean orphan(CompressorState s) {
        return !s.opened();
    }
}
