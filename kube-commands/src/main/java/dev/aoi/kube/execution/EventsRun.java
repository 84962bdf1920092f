package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.Events;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.describe.EventTime;
import dev.aoi.kube.print.TabWriter;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One {@code kubectl events}. */
final class EventsRun {

    private final ApiSession session;
    private final Events events;
    private final String namespace;

    EventsRun(ApiSession session, Events events) {
        this.session = session;
        this.events = events;
        this.namespace = CommandRunner.namespace(events);
    }

    Printout run() {
        Printout print = new Printout();
        List<JsonNode> found =
                session
                        .list(
                                ApiPath.list(ResourceType.EVENT, namespace)
                                        .with("fieldSelector", about().orElse("")))
                        .stream()
                        .filter(this::wanted)
                        .sorted(Comparator.comparing(EventTime::last))
                        .toList();
        found.forEach(e -> print.sawReference(e.path("involvedObject"), ""));
        if (found.isEmpty()) {
            return print.err(
                    namespace.isEmpty()
                            ? "No events found."
                            : "No events found in " + namespace + " namespace.");
        }
        boolean all = namespace.isEmpty();
        StringBuilder text = new StringBuilder();
        text.append(all ? "NAMESPACE\t" : "").append("LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE\n");
        for (JsonNode event : found) {
            JsonNode object = event.path("involvedObject");
            if (all) {
                text.append(event.path("metadata").path("namespace").asString("")).append('\t');
            }
            text.append(EventTime.interval(event, session.now())).append('\t');
            text.append(event.path("type").asString("")).append('\t');
            text.append(event.path("reason").asString("")).append('\t');
            text.append(object.path("kind").asString("")).append('/');
            text.append(object.path("name").asString("")).append('\t');
            text.append(EventTime.message(event)).append('\n');
        }
        return print.out(TabWriter.table(text.toString()));
    }

    private Optional<String> about() {
        return events.objects().stream()
                .map(ObjectRef.Named.class::cast)
                .map(
                        o ->
                                "involvedObject.kind="
                                        + o.type().kind()
                                        + ",involvedObject.apiVersion="
                                        + o.type().apiVersion()
                                        + ",involvedObject.name="
                                        + o.name())
                .findFirst();
    }

    private boolean wanted(JsonNode event) {
        return events.types().isEmpty() || events.types().contains(event.path("type").asString(""));
    }
}
