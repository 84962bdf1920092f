package dev.aoi.kube.describe;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ResourceType;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The events about one object, at the end of its description. */
final class EventSection {

    private EventSection() {}

    static void write(Page page, ApiSession session, ResourceType type, JsonNode object) {
        List<JsonNode> events;
        try {
            events = find(session, type, object);
        } catch (ApiProblem _) {
            // As in kubectl: without leave to read events the section is left out.
            return;
        }
        if (events.isEmpty()) {
            page.line(0, "Events:", Layout.NONE);
            return;
        }
        page.line(0, "Events:");
        page.line(2, "Type", "Reason", "Age", "From", "Message");
        page.line(2, "----", "------", "----", "----", "-------");
        for (JsonNode event : events) {
            String field = Layout.text(event, "involvedObject", "fieldPath");
            page.line(
                    2,
                    Layout.text(event, "type"),
                    Layout.text(event, "reason"),
                    EventTime.interval(event, session.now()),
                    Layout.orElse(
                            Layout.text(event, "source", "component"),
                            Layout.text(event, "reportingComponent")),
                    (field.isEmpty() ? "" : field + ": ") + EventTime.message(event));
        }
    }

    private static List<JsonNode> find(ApiSession session, ResourceType type, JsonNode object) {
        Stream<JsonNode> events =
                query(session, type, object, Layout.text(object, "metadata", "uid"));
        if (type == ResourceType.NODE) {
            // The kubelet reports its node's events under the node's name instead of its uid.
            String name = Layout.text(object, "metadata", "name");
            events = Stream.concat(events, query(session, type, object, name));
        }
        // New-style events have no lastTimestamp and come first, as in kubectl.
        return events.sorted(Comparator.comparing(e -> Layout.text(e, "lastTimestamp"))).toList();
    }

    private static Stream<JsonNode> query(
            ApiSession session, ResourceType type, JsonNode object, String uid) {
        String namespace = Layout.text(object, "metadata", "namespace");
        return session
                .list(
                        ApiPath.list(ResourceType.EVENT, namespace)
                                .with(
                                        "fieldSelector",
                                        "involvedObject.name="
                                                + Layout.text(object, "metadata", "name")
                                                + ",involvedObject.namespace="
                                                + namespace
                                                + ",involvedObject.kind="
                                                + type.kind()
                                                + ",involvedObject.uid="
                                                + uid))
                .stream();
    }
}
