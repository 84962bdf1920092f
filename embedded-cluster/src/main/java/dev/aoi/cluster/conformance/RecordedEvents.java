package dev.aoi.cluster.conformance;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The events that a recording shows in full, oldest first. The end of an event's name is the
 * nanosecond in which it was first recorded, in hexadecimal (client-go: {@code makeEvent}).
 */
final class RecordedEvents {
    private static final Pattern IN_FULL = Pattern.compile("kubectl get events.* -o yaml");
    private static final Pattern MOMENT = Pattern.compile(".*\\.([0-9a-f]{16})");

    /** Looks at its objects by the clock, whatever happens in the state. */
    private static final String PERIODIC = "HorizontalPodAutoscaler";

    /** From a command to the first event that it causes. */
    private static final Duration EFFECT = Duration.ofMillis(20);

    private static final Duration FIRST_LOOK = Duration.ofSeconds(15);

    /**
     * One event.
     *
     * @param kind of what it tells
     * @param object its name
     * @param first when it was first recorded
     */
    record Event(String kind, String object, String reason, String message, Instant first) {}

    private final List<Event> events;
    private final List<Block> blocks;
    private final List<Duration> ends;

    RecordedEvents(Recording recording) {
        this.blocks = recording.blocks();
        this.ends = LineTimes.of(blocks);
        this.events =
                recording.blocks().stream()
                        .filter(block -> block.exit() == 0)
                        .filter(block -> IN_FULL.matcher(block.line()).matches())
                        .flatMap(block -> read(block.output().out()))
                        .distinct()
                        .sorted(Comparator.comparing(Event::first))
                        .toList();
    }

    private static Stream<Event> read(String yaml) {
        JsonNode items = RecordedObjects.parsed(yaml).path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .flatMap(item -> event(item).stream());
    }

    private static Optional<Event> event(JsonNode item) {
        Matcher moment = MOMENT.matcher(RecordedObjects.name(item));
        if (!moment.matches()) {
            return Optional.empty();
        }
        JsonNode involved = item.path("involvedObject");
        return Optional.of(
                new Event(
                        involved.path("kind").asString(""),
                        involved.path("name").asString(""),
                        item.path("reason").asString(""),
                        item.path("message").asString(""),
                        Instant.EPOCH.plusNanos(Long.parseLong(moment.group(1), 16))));
    }

    /** The events, oldest first. */
    List<Event> all() {
        return events;
    }

    /**
     * How long before the state an autoscaler was made whose first look failed, as it does without
     * metrics: it looks first {@link #FIRST_LOOK} after that.
     */
    Optional<Duration> autoscalerMade(String name) {
        Optional<Instant> made =
                events.stream()
                        .filter(event -> event.kind().equals(PERIODIC))
                        .filter(event -> event.object().equals(name))
                        .map(event -> event.first().minus(FIRST_LOOK))
                        .findFirst();
        return made.flatMap(from -> begins().map(to -> Duration.between(from, to)))
                .filter(before -> !before.isNegative());
    }

    /**
     * When the state began: so long before the first event that one of its lines caused as that
     * line took to be run.
     */
    Optional<Instant> begins() {
        return events.stream()
                .filter(event -> !event.kind().equals(PERIODIC))
                .findFirst()
                .map(event -> event.first().minus(EFFECT).minus(ends.get(cause(event.object()))));
    }

    /** The first block that tells of an object, or of what made it: that has a shorter name. */
    private int cause(String object) {
        int first = blocks.size();
        for (String name = object; name.contains("-"); name = name.replaceFirst("-[^-]*$", "")) {
            String told = name;
            int block = 0;
            while (block < first
                    && !(blocks.get(block).line() + blocks.get(block).output().out())
                            .contains(told)) {
                block++;
            }
            first = block;
        }
        return first < blocks.size() ? first : 0;
    }
}
