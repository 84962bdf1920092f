package dev.aoi.probe.machine;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.worker.Completion;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known of one incident: a set of facts, from which all else is derived. The order in which
 * topics are read leaves no trace in it.
 *
 * @param opened the incident; null until it is known to be open
 * @param closed whether it is over
 * @param open commands that are not finished, in the order of their topic
 * @param done ids of finished commands, so that a redelivered one is recognised
 * @param answers first completion per request and attempt
 * @param sightings first whole observation per proposal
 * @param partial chunks of observations that are not whole
 * @param spent tokens of each of the incident's completions, also of finished commands
 * @param released whether nothing is held open towards the cluster any more
 */
public record ProbeState(
        @Nullable IncidentOpened opened,
        boolean closed,
        Map<String, ProbeCommand> open,
        Set<String> done,
        Map<Question, Completion> answers,
        Map<Place, Sighting> sightings,
        List<Sighting> partial,
        Map<Question, Long> spent,
        boolean released) {

    static final ProbeState BLANK =
            new ProbeState(
                    null, false, Map.of(), Set.of(), Map.of(), Map.of(), List.of(), Map.of(),
                    false);

    /** One attempt at an answer. */
    record Question(String requestId, int attempt) {}

    ProbeState withOpened(IncidentOpened incident) {
        return opened != null
                ? this
                : new ProbeState(
                        incident, closed, open, done, answers, sightings, partial, spent, released);
    }

    ProbeState withClosed() {
        return new ProbeState(
                opened, true, open, done, answers, sightings, partial, spent, released);
    }

    ProbeState withReleased() {
        return new ProbeState(opened, closed, open, done, answers, sightings, partial, spent, true);
    }

    ProbeState withCommand(ProbeCommand command) {
        String id = command.getHeader().getEventId();
        return done.contains(id) || open.containsKey(id)
                ? this
                : new ProbeState(
                        opened,
                        closed,
                        plus(open, id, command),
                        done,
                        answers,
                        sightings,
                        partial,
                        spent,
                        released);
    }

    ProbeState withAnswer(Completion completion) {
        Question question = new Question(completion.getRequestId(), completion.getAttempt());
        if (spent.containsKey(question)) {
            return this;
        }
        boolean late = done.contains(completion.getHeader().getCausationId());
        TokenUsage tokens = completion.getTokens();
        return new ProbeState(
                opened,
                closed,
                open,
                done,
                late ? answers : plus(answers, question, completion),
                sightings,
                partial,
                plus(spent, question, tokens.getInput() + tokens.getOutput()),
                released);
    }

    /** Tokens of all completions of the incident so far. */
    long tokensSpent() {
        return spent.values().stream().mapToLong(Long::longValue).sum();
    }

    ProbeState withSightings(Map<Place, Sighting> whole, List<Sighting> notWhole) {
        return new ProbeState(
                opened, closed, open, done, answers, whole, notWhole, spent, released);
    }

    /** The command is finished: its facts are not needed any more. */
    ProbeState withDone(String commandId) {
        Set<String> more = new HashSet<>(done);
        more.add(commandId);
        return new ProbeState(
                opened,
                closed,
                keep(open, id -> !id.equals(commandId)),
                Set.copyOf(more),
                keepValues(answers, a -> !a.getHeader().getCausationId().equals(commandId)),
                keep(sightings, place -> !place.commandId().equals(commandId)),
                partial.stream().filter(s -> !s.first().getCommandId().equals(commandId)).toList(),
                spent,
                released);
    }

    private static <K, V> Map<K, V> plus(Map<K, V> map, K key, V value) {
        Map<K, V> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return Collections.unmodifiableMap(more);
    }

    private static <K, V> Map<K, V> keep(Map<K, V> map, Predicate<K> wanted) {
        Map<K, V> less = new LinkedHashMap<>(map);
        less.keySet().removeIf(wanted.negate());
        return Collections.unmodifiableMap(less);
    }

    private static <K, V> Map<K, V> keepValues(Map<K, V> map, Predicate<V> wanted) {
        Map<K, V> less = new LinkedHashMap<>(map);
        less.values().removeIf(wanted.negate());
        return Collections.unmodifiableMap(less);
    }
}
