package dev.aoi.standalone.story;

import dev.aoi.agent.log.Fact;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stories of several incidents. */
public final class IncidentBook {
    private final Map<String, IncidentStory> stories = new LinkedHashMap<>();

    /** Puts a fact into its incident's story. */
    public IncidentStory add(Fact fact) {
        IncidentStory story =
                stories.computeIfAbsent(fact.header().getIncidentId(), IncidentStory::new);
        story.add(fact);
        return story;
    }

    /** Puts facts into their incidents' stories. */
    public void addAll(Collection<Fact> facts) {
        facts.forEach(this::add);
    }

    public Optional<IncidentStory> story(String id) {
        return Optional.ofNullable(stories.get(id));
    }

    public Set<String> ids() {
        return Set.copyOf(stories.keySet());
    }

    /** Oldest first. */
    public List<IncidentStory> byTime() {
        return stories.values().stream()
                .sorted(
                        Comparator.comparing(
                                        (IncidentStory s) ->
                                                s.begin().orElse(java.time.Instant.EPOCH))
                                .thenComparing(IncidentStory::id))
                .toList();
    }

    /** Asked for or opened, and not closed; oldest first. */
    public List<IncidentStory> unfinished() {
        return byTime().stream()
                .filter(s -> s.closed().isEmpty())
                .filter(s -> s.asked().isPresent() || s.opened().isPresent())
                .toList();
    }
}
