package dev.aoi.cluster.conformance;

import dev.aoi.cluster.kubelet.ContainerList;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a recording's events tell of the rhythm of its node's kubelet, in time since the state began
 * ({@link RecordedEvents#begins}).
 *
 * <ol>
 *   <li>A container that ended by itself is backed off right after a list of the containers, and
 *       the same list lets a readiness probe look at a new container, whose pod then replaces an
 *       old one.
 *   <li>A readiness probe that met the end of a pod which is older than the state looked while the
 *       pod stopped: its port was closed already, or its network had gone.
 * </ol>
 */
final class RecordedRhythm {
    /** From a probe's success to the event of the controller that waited for it. */
    private static final Duration REPLACED = Duration.ofMillis(15);

    /** Within this a pod has stopped, and a probe's patience is over. */
    private static final Duration STOPPING = Duration.ofSeconds(3);

    /** When, after it was asked to stop, a pod's port is closed, and when it has no network. */
    private static final Duration CLOSED = Duration.ofMillis(80);

    private static final Duration DETACHED = Duration.ofMillis(200);

    private static final int DEFAULT_PERIOD = 10;

    /**
     * A pod whose readiness probe met its end.
     *
     * @param asked when the probe looked
     * @param period its period
     */
    record Met(String pod, String workload, Duration asked, Duration period) {}

    private final List<RecordedEvents.Event> events;
    private final List<Manifest> manifests;
    private final Optional<Instant> begins;

    RecordedRhythm(RecordedEvents events, List<Manifest> manifests) {
        this.events = events.all();
        this.manifests = manifests;
        this.begins = events.begins();
    }

    /** When a list was taken; at some time around the state's beginning. */
    Optional<Duration> listed() {
        return backedOff()
                .map(event -> event.first())
                .or(() -> replaced().map(event -> event.first().minus(REPLACED)))
                .flatMap(at -> begins.map(from -> Duration.between(from, at)))
                .map(at -> at.minus(ContainerList.SYNC));
    }

    private Optional<RecordedEvents.Event> backedOff() {
        return events.stream()
                .filter(event -> event.reason().equals("BackOff"))
                .filter(event -> event.message().startsWith("Back-off restarting"))
                .filter(event -> earlier(event, "Killing").isEmpty())
                .findFirst();
    }

    private Optional<RecordedEvents.Event> replaced() {
        return events.stream()
                .filter(event -> event.message().startsWith("Scaled down"))
                .filter(event -> earlier(event, "ScalingReplicaSet").isPresent())
                .filter(
                        event ->
                                events.stream()
                                        .takeWhile(e -> e != event)
                                        .anyMatch(e -> e.reason().equals("Started")))
                .findFirst();
    }

    private Optional<RecordedEvents.Event> earlier(RecordedEvents.Event event, String reason) {
        return events.stream()
                .takeWhile(e -> e != event)
                .filter(e -> e.object().equals(event.object()) && e.reason().equals(reason))
                .findFirst();
    }

    /** The pods whose readiness probes met their end. */
    List<Met> met() {
        List<Met> met = new ArrayList<>();
        for (RecordedEvents.Event event : events) {
            boolean readiness = event.message().startsWith("Readiness probe failed");
            Optional<RecordedEvents.Event> asked = earlier(event, "Killing");
            Optional<Duration> after = after(event.message());
            if (!readiness
                    || begins.isEmpty()
                    || asked.isEmpty()
                    || after.isEmpty()
                    || !asked.get().message().startsWith("Stopping container")
                    || earlier(event, "Scheduled").isPresent()
                    || event.first().isAfter(asked.get().first().plus(STOPPING))) {
                continue;
            }
            Duration looked = Duration.between(begins.get(), asked.get().first()).plus(after.get());
            workload(event.object())
                    .ifPresent(
                            item ->
                                    met.add(
                                            new Met(
                                                    event.object(),
                                                    item.name(),
                                                    looked,
                                                    period(item))));
        }
        return met;
    }

    private static Optional<Duration> after(String failure) {
        if (failure.contains("connection refused")) {
            return Optional.of(CLOSED);
        }
        boolean timedOut = failure.contains("deadline exceeded") || failure.contains("i/o timeout");
        return timedOut ? Optional.of(DETACHED) : Optional.empty();
    }

    private Optional<Manifest.Item> workload(String pod) {
        return manifests.stream()
                .flatMap(manifest -> manifest.objects().stream())
                .filter(item -> item.isWorkload() && pod.startsWith(item.name() + "-"))
                .max(Comparator.comparingInt(item -> item.name().length()));
    }

    private static Duration period(Manifest.Item item) {
        JsonNode containers =
                RecordedObjects.parsed(item.text()).at("/spec/template/spec/containers");
        for (JsonNode container : containers) {
            if (container.has("readinessProbe")) {
                return Duration.ofSeconds(
                        container.at("/readinessProbe/periodSeconds").asInt(DEFAULT_PERIOD));
            }
        }
        return Duration.ofSeconds(DEFAULT_PERIOD);
    }
}
