package dev.aoi.kube.execution;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the containers of a pod that a command means. */
final class ContainerChoice {

    private static final String DEFAULT = "kubectl.kubernetes.io/default-container";

    private ContainerChoice() {}

    /** One container; empty when the pod has none of that name, which was then printed. */
    static Optional<String> one(Printout print, JsonNode pod, String wanted) {
        List<String> names = names(pod);
        List<String> shown = shown(pod);
        if (!wanted.isEmpty()) {
            if (names.contains(wanted)) {
                return Optional.of(wanted);
            }
            print.error(
                    "error: container "
                            + wanted
                            + " is not valid for pod "
                            + pod.path("metadata").path("name").asString("")
                            + " out of: "
                            + String.join(", ", shown));
            return Optional.empty();
        }
        String annotated = pod.path("metadata").path("annotations").path(DEFAULT).asString("");
        if (names.contains(annotated)) {
            return Optional.of(annotated);
        }
        if (names.size() > 1) {
            print.err(
                    "Defaulted container \""
                            + names.getFirst()
                            + "\" out of: "
                            + String.join(", ", shown));
        }
        return Optional.of(names.getFirst());
    }

    /** All of them in the order of their start. */
    static List<String> all(JsonNode pod) {
        return Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(list -> named(pod, list))
                .toList();
    }

    private static List<String> names(JsonNode pod) {
        return Stream.of("containers", "initContainers", "ephemeralContainers")
                .flatMap(list -> named(pod, list))
                .toList();
    }

    private static List<String> shown(JsonNode pod) {
        List<String> shown = new ArrayList<>(named(pod, "containers").toList());
        named(pod, "initContainers").map(n -> n + " (init)").forEach(shown::add);
        named(pod, "ephemeralContainers").map(n -> n + " (ephem)").forEach(shown::add);
        return shown;
    }

    private static Stream<String> named(JsonNode pod, String list) {
        return pod.path("spec").path(list).valueStream().map(c -> c.path("name").asString(""));
    }
}
