package dev.aoi.cluster.controller;

import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.stream.Stream;

/** What {@code spec.podFailurePolicy} makes of a failed pod; the first rule that matches counts. */
final class JobFailurePolicy {
    private record Match(String action, String message) {}

    private JobFailurePolicy() {}

    /** Whether a failed pod does not count. */
    static boolean ignores(ObjectNode job, ObjectNode pod) {
        return match(job, pod).filter(m -> m.action().equals("Ignore")).isPresent();
    }

    /** The end of the job, if one of the pods that failed just now is to end it. */
    static Optional<JobEnd> end(ObjectNode job, JobCount count) {
        return count.newFailed().stream()
                .flatMap(pod -> match(job, pod).stream())
                .filter(m -> m.action().equals("FailJob"))
                .map(m -> new JobEnd(false, "PodFailurePolicy", m.message()))
                .findFirst();
    }

    private static Optional<Match> match(ObjectNode job, ObjectNode pod) {
        int index = 0;
        for (JsonNode rule : job.path("spec").path("podFailurePolicy").path("rules")) {
            String action = rule.path("action").asString("");
            Optional<String> subject =
                    rule.has("onExitCodes")
                            ? exitCode(rule.path("onExitCodes"), pod)
                            : condition(rule.path("onPodConditions"), pod);
            if (subject.isPresent()) {
                return Optional.of(
                        new Match(
                                action,
                                "%s matching %s rule at index %d"
                                        .formatted(subject.get(), action, index)));
            }
            index++;
        }
        return Optional.empty();
    }

    private static Optional<String> exitCode(JsonNode rule, ObjectNode pod) {
        String container = rule.path("containerName").asString("");
        boolean in = rule.path("operator").asString("").equals("In");
        JsonNode status = pod.path("status");
        return Stream.concat(
                        status.path("initContainerStatuses").valueStream(),
                        status.path("containerStatuses").valueStream())
                .filter(s -> container.isEmpty() || s.path("name").asString("").equals(container))
                .filter(s -> s.path("state").path("terminated").path("exitCode").asInt(0) != 0)
                .filter(s -> in == listed(rule, s.at("/state/terminated/exitCode").asInt()))
                .map(
                        s ->
                                "Container %s for pod %s failed with exit code %d"
                                        .formatted(
                                                s.path("name").asString(""),
                                                path(pod),
                                                s.at("/state/terminated/exitCode").asInt()))
                .findFirst();
    }

    private static boolean listed(JsonNode rule, int code) {
        return rule.path("values").valueStream().anyMatch(v -> v.asInt() == code);
    }

    private static Optional<String> condition(JsonNode patterns, ObjectNode pod) {
        return pod.path("status")
                .path("conditions")
                .valueStream()
                .filter(c -> patterns.valueStream().anyMatch(p -> matches(p, c)))
                .map(
                        c ->
                                "Pod %s has condition %s"
                                        .formatted(path(pod), c.path("type").asString("")))
                .findFirst();
    }

    private static boolean matches(JsonNode pattern, JsonNode condition) {
        return pattern.path("type").equals(condition.path("type"))
                && pattern.path("status")
                        .asString("True")
                        .equals(condition.path("status").asString(""));
    }

    private static String path(ObjectNode pod) {
        return ObjectMeta.namespace(pod) + "/" + ObjectMeta.name(pod);
    }
}
