package dev.aoi.cluster.conformance;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Labels that somebody had put by hand on services and pods before a state: those that a recording
 * shows and that neither their manifest nor a controller gives.
 */
final class RecordedLabels {
    private static final Pattern OF_CONTROLLERS =
            Pattern.compile(
                    "(?:.*kubernetes\\.io/.*|pod-template-hash|controller-revision-hash"
                            + "|controller-uid|job-name)");

    /** Labels as {@code kubectl label} takes them. */
    record Labelled(String kind, String name, String labels) {}

    private RecordedLabels() {}

    /** What was labelled by hand among what a manifest's objects have made. */
    static List<Labelled> of(RecordedObjects objects, Manifest manifest) {
        List<Labelled> labelled = new ArrayList<>();
        for (Manifest.Item item : manifest.objects()) {
            if (item.kind().equals("Service")) {
                objects.of("Service").stream()
                        .filter(s -> RecordedObjects.name(s).equals(item.name()))
                        .forEach(s -> add(labelled, s, item));
            } else if (item.isWorkload()) {
                objects.of("Pod").stream()
                        .filter(p -> RecordedObjects.name(p).startsWith(item.name() + "-"))
                        .forEach(p -> add(labelled, p, item));
            }
        }
        return labelled;
    }

    private static void add(List<Labelled> labelled, JsonNode object, Manifest.Item item) {
        Map<String, String> extra = new TreeMap<>();
        Set<Map.Entry<String, JsonNode>> labels = object.at("/metadata/labels").properties();
        for (Map.Entry<String, JsonNode> label : labels) {
            String value = label.getValue().asString("");
            boolean given =
                    OF_CONTROLLERS.matcher(label.getKey()).matches()
                            || Pattern.compile(
                                            Pattern.quote(label.getKey())
                                                    + ": *\"?"
                                                    + Pattern.quote(value))
                                    .matcher(item.text())
                                    .find();
            if (!given) {
                extra.put(label.getKey(), value);
            }
        }
        if (!extra.isEmpty()) {
            List<String> words = new ArrayList<>();
            extra.forEach((key, value) -> words.add(Shell.quote(key + "=" + value)));
            labelled.add(
                    new Labelled(
                            RecordedObjects.kind(object),
                            RecordedObjects.name(object),
                            String.join(" ", words)));
        }
    }
}
