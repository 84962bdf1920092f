package dev.aoi.cluster.world;

import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** One occurrence that is to be recorded. */
record EventDraft(
        ObjectNode involved,
        String fieldPath,
        String type,
        String reason,
        String message,
        EventSource source) {
    private static final String SCHEDULER = "default-scheduler";
    private static final String PROXY = "kube-proxy";
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Whether the reporter writes the newer form of events, with {@code eventTime}. */
    boolean newer() {
        return source.component().equals(SCHEDULER) || source.component().equals(PROXY);
    }

    /** Tells the object and its reporter. */
    String subject() {
        return String.join(
                "\0",
                source.component(),
                source.host(),
                involved.path("kind").asString(""),
                ObjectMeta.namespace(involved),
                ObjectMeta.name(involved),
                ObjectMeta.uid(involved),
                type);
    }

    /** Tells what near-repeats have in common. */
    String group() {
        return String.join("\0", subject(), reason);
    }

    /** Tells a repeat. */
    String identity() {
        return String.join("\0", group(), fieldPath, message);
    }

    EventDraft withMessage(String other) {
        return new EventDraft(involved, fieldPath, type, reason, other, source);
    }

    /** Events about cluster-scoped objects live in {@code default}. */
    String namespace() {
        String namespace = ObjectMeta.namespace(involved);
        return namespace.isEmpty() ? "default" : namespace;
    }

    /** Name prefix and the time in hexadecimal nanoseconds. */
    String name(long nanos) {
        return ObjectMeta.name(involved) + "." + Long.toHexString(nanos);
    }

    /** The event object as its reporter would write it. */
    ObjectNode render(String name, Instant now, long count, String firstTimestamp) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putObject("metadata").put("name", name).put("namespace", namespace());
        ObjectNode object = event.putObject("involvedObject");
        object.put("kind", involved.path("kind").asString(""));
        if (!ObjectMeta.namespace(involved).isEmpty()) {
            object.put("namespace", ObjectMeta.namespace(involved));
        }
        object.put("name", ObjectMeta.name(involved))
                .put("apiVersion", involved.path("apiVersion").asString(""));
        for (String field : List.of("uid", "resourceVersion")) {
            JsonNode value = involved.path("metadata").path(field);
            if (!value.isMissingNode()) {
                object.set(field, value);
            }
        }
        if (!fieldPath.isEmpty()) {
            object.put("fieldPath", fieldPath);
        }
        event.put("reason", reason);
        if (!message.isEmpty()) {
            event.put("message", message);
        }
        ObjectNode reporter = event.putObject("source");
        if (newer()) {
            event.put("type", type)
                    .put("eventTime", micros(now))
                    .putNull("firstTimestamp")
                    .putNull("lastTimestamp")
                    .put("action", action())
                    .put("reportingComponent", source.component())
                    .put("reportingInstance", source.component() + "-" + source.host());
            return event;
        }
        reporter.put("component", source.component());
        if (!source.host().isEmpty()) {
            reporter.put("host", source.host());
        }
        return event.putNull("eventTime")
                .put("firstTimestamp", firstTimestamp)
                .put("lastTimestamp", seconds(now))
                .put("count", count)
                .put("type", type)
                .put("reportingComponent", source.component())
                .put("reportingInstance", source.host());
    }

    private String action() {
        return switch (reason) {
            case "Scheduled" -> "Binding";
            case "Starting" -> "StartKubeProxy";
            case "Preempted" -> "Preempting";
            default -> "Scheduling";
        };
    }

    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String micros(Instant time) {
        return MICROS.format(time);
    }
}
