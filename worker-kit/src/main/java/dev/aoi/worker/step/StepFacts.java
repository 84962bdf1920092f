package dev.aoi.worker.step;

import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.worker.observation.Sighting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The facts of a worker's steps in one incident. A set: the order in which topics are read leaves
 * no trace in it.
 *
 * @param <C> the role's command
 * @param open commands that are not finished, in the order of their topic
 * @param done ids of finished commands, so that a redelivered one is recognised
 * @param answers first completion per request and attempt
 * @param sightings first whole observation per place
 * @param partial chunks of observations that are not whole
 * @param spent tokens of each of the incident's completions, also of finished commands
 */
public record StepFacts<C>(
        Map<String, C> open,
        Set<String> done,
        Map<Question, Completion> answers,
        Map<Place, Sighting> sightings,
        List<Sighting> partial,
        Map<Question, Long> spent) {

    /** Before any. */
    public static <C> StepFacts<C> none() {
        return new StepFacts<>(Map.of(), Set.of(), Map.of(), Map.of(), List.of(), Map.of());
    }

    /** Whether no command was ever seen. */
    public boolean untouched() {
        return open.isEmpty() && done.isEmpty();
    }

    /**
     * A command is to be worked.
     *
     * @param id its event id
     */
    public StepFacts<C> withCommand(String id, C command) {
        return done.contains(id) || open.containsKey(id)
                ? this
                : new StepFacts<>(
                        plus(open, id, command), done, answers, sightings, partial, spent);
    }

    /** A mind has answered; of several answers to a question the first in the log counts. */
    public StepFacts<C> with(Completion completion) {
        Question question = new Question(completion.getRequestId(), completion.getAttempt());
        if (spent.containsKey(question)) {
            return this;
        }
        boolean late = done.contains(completion.getHeader().getCausationId());
        TokenUsage tokens = completion.getTokens();
        return new StepFacts<>(
                open,
                done,
                late ? answers : plus(answers, question, completion),
                sightings,
                partial,
                plus(spent, question, tokens.getInput() + tokens.getOutput()));
    }

    /** Tokens of all completions of the incident so far. */
    public long tokensSpent() {
        return spent.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first observation in the log that is whole counts. */
    public StepFacts<C> with(Observation chunk) {
        Place place = Place.of(chunk);
        if (done.contains(place.commandId()) || sightings.containsKey(place)) {
            return this;
        }
        if (chunk.getChunk() == 0) {
            String id = chunk.getHeader().getEventId();
            boolean known = partial.stream().anyMatch(s -> s.ids().getFirst().equals(id));
            return known ? this : keep(partial, new Sighting(List.of(chunk)));
        }
        for (Sighting begun : partial) {
            Optional<Sighting> grown = begun.with(chunk);
            if (grown.isPresent()) {
                List<Sighting> others = new ArrayList<>(partial);
                others.remove(begun);
                return keep(others, grown.get());
            }
        }
        return this;
    }

    private StepFacts<C> keep(List<Sighting> others, Sighting sighting) {
        List<Sighting> rest = new ArrayList<>(others);
        if (!sighting.complete()) {
            rest.add(sighting);
            return new StepFacts<>(open, done, answers, sightings, List.copyOf(rest), spent);
        }
        Place place = Place.of(sighting.first());
        rest.removeIf(s -> Place.of(s.first()).equals(place));
        return new StepFacts<>(
                open, done, answers, plus(sightings, place, sighting), List.copyOf(rest), spent);
    }

    /** The command is finished: its facts are not needed any more. */
    public StepFacts<C> withDone(String commandId) {
        Set<String> more = new HashSet<>(done);
        more.add(commandId);
        Map<Question, Completion> otherAnswers = new LinkedHashMap<>(answers);
        otherAnswers.values().removeIf(a -> a.getHeader().getCausationId().equals(commandId));
        return new StepFacts<>(
                keep(open, id -> !id.equals(commandId)),
                Set.copyOf(more),
                Collections.unmodifiableMap(otherAnswers),
                keep(sightings, place -> !place.commandId().equals(commandId)),
                partial.stream().filter(s -> !s.first().getCommandId().equals(commandId)).toList(),
                spent);
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
}
