package dev.aoi.kube.describe;

import dev.aoi.kube.print.Redaction;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The containers of a pod or pod template.
 *
 * @param page where to write
 * @param nameIndent blanks in front of a container's name
 * @param statuses the containers' statuses; of a missing list for a template
 * @param pod the pod, from which field references are resolved; of a missing node for a template
 */
record ContainerSection(Page page, int nameIndent, JsonNode statuses, JsonNode pod) {

    void write(String title, int indent, JsonNode containers) {
        page.line(indent, title + ":");
        containers.forEach(this::container);
    }

    private void container(JsonNode container) {
        page.line(nameIndent, Layout.text(container, "name") + ":");
        Optional<JsonNode> status =
                statuses.valueStream()
                        .filter(s -> s.path("name").equals(container.path("name")))
                        .findFirst();
        status.ifPresent(s -> page.line(4, "Container ID:", Layout.text(s, "containerID")));
        page.line(4, "Image:", Layout.text(container, "image"));
        status.ifPresent(s -> page.line(4, "Image ID:", Layout.text(s, "imageID")));
        ports("Port", "containerPort", container.path("ports"));
        ports("Host Port", "hostPort", container.path("ports"));
        words("Command", container.path("command"));
        words("Args", container.path("args"));
        status.ifPresent(s -> new ContainerState(page).write(s));
        quantities("Limits", container.path("resources").path("limits"));
        quantities("Requests", container.path("resources").path("requests"));
        probe("Liveness", container.path("livenessProbe"));
        probe("Readiness", container.path("readinessProbe"));
        probe("Startup", container.path("startupProbe"));
        sources(container.path("envFrom"));
        environment(container.path("env"));
        mounts(container.path("volumeMounts"));
    }

    private void ports(String title, String field, JsonNode ports) {
        List<String> shown =
                ports.valueStream()
                        .map(p -> p.path(field).asInt(0) + "/" + Layout.text(p, "protocol"))
                        .toList();
        String label = title + (shown.size() > 1 ? "s:" : ":");
        page.line(4, label, Layout.orElse(String.join(", ", shown), Layout.NONE));
    }

    private void words(String title, JsonNode words) {
        if (!words.isEmpty()) {
            page.line(4, title + ":");
            words.valueStream()
                    .flatMap(w -> Redaction.text(w.asString("")).lines())
                    .forEach(line -> page.line(6, line));
        }
    }

    private void quantities(String title, JsonNode resources) {
        if (!resources.isEmpty()) {
            page.line(4, title + ":");
            resources
                    .propertyStream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(e -> page.line(6, e.getKey() + ":", e.getValue().asString("")));
        }
    }

    private void probe(String title, JsonNode probe) {
        if (!probe.isEmpty()) {
            page.line(4, title + ":", ProbeText.of(probe));
        }
    }

    private void sources(JsonNode envFrom) {
        if (envFrom.isEmpty()) {
            return;
        }
        page.line(4, "Environment Variables from:");
        for (JsonNode source : envFrom) {
            boolean secret = source.has("secretRef");
            JsonNode ref = source.path(secret ? "secretRef" : "configMapRef");
            String prefix = Layout.text(source, "prefix");
            page.line(
                    6,
                    Layout.text(ref, "name"),
                    (secret ? "Secret" : "ConfigMap")
                            + (prefix.isEmpty() ? "" : " with prefix '" + prefix + "'"),
                    "Optional: " + ref.path("optional").asBoolean(false));
        }
    }

    private void environment(JsonNode variables) {
        if (variables.isEmpty()) {
            page.line(4, "Environment:", Layout.NONE);
            return;
        }
        page.line(4, "Environment:");
        variables.forEach(v -> EnvironmentText.write(page, v, pod));
    }

    private void mounts(JsonNode mounts) {
        if (mounts.isEmpty()) {
            page.line(4, "Mounts:", Layout.NONE);
            return;
        }
        page.line(4, "Mounts:");
        String lines =
                mounts.valueStream()
                        .sorted(Comparator.comparing(m -> Layout.text(m, "mountPath")))
                        .map(ContainerSection::mount)
                        .collect(Collectors.joining("\n"));
        lines.lines().forEach(line -> page.line(6, line));
    }

    private static String mount(JsonNode mount) {
        String part = Layout.text(mount, "subPath");
        return Layout.text(mount, "mountPath")
                + " from "
                + Layout.text(mount, "name")
                + " ("
                + (mount.path("readOnly").asBoolean(false) ? "ro" : "rw")
                + (part.isEmpty() ? "" : ",path=\"" + part + "\"")
                + ")";
    }
}
