package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.Logs;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.ResourceType;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** One {@code kubectl logs}. */
final class LogsRun {

    /** Bytes of one container's log; kubectl has no such limit, but we keep all in memory. */
    private static final int LONGEST = 8 * 1024 * 1024;

    private final ApiSession session;
    private final Logs logs;
    private final String namespace;
    private final Printout print = new Printout();

    LogsRun(ApiSession session, Logs logs) {
        this.session = session;
        this.logs = logs;
        this.namespace = CommandRunner.namespace(logs);
    }

    Printout run() {
        if (logs.objects().isEmpty()) {
            List<JsonNode> pods =
                    session.list(
                            ApiPath.list(ResourceType.POD, namespace)
                                    .with("labelSelector", logs.labels()));
            pods.forEach(this::pod);
            return pods.isEmpty()
                    ? print.err("No resources found in " + namespace + " namespace.")
                    : print;
        }
        ObjectRef.Named object = (ObjectRef.Named) logs.objects().getFirst();
        PodChoice.find(session, print, namespace, object).ifPresent(this::pod);
        return print;
    }

    private void pod(JsonNode pod) {
        print.saw(ResourceType.POD, pod);
        if (logs.allContainers()) {
            for (String container : ContainerChoice.all(pod)) {
                if (!print.failed()) {
                    print.attempt(() -> container(pod, container));
                }
            }
        } else {
            ContainerChoice.one(print, pod, logs.container())
                    .ifPresent(c -> print.attempt(() -> container(pod, c)));
        }
    }

    private void container(JsonNode pod, String container) {
        String name = pod.path("metadata").path("name").asString("");
        ApiPath path =
                ApiPath.object(ResourceType.POD, namespace, name)
                        .child("log")
                        .with("container", container)
                        .with("previous", logs.previous() ? "true" : "")
                        .with(
                                "sinceSeconds",
                                logs.sinceSeconds() > 0 ? "" + logs.sinceSeconds() : "")
                        .with("tailLines", logs.tail() >= 0 ? "" + logs.tail() : "")
                        .with("timestamps", logs.timestamps() ? "true" : "");
        String text = session.text(path.with("limitBytes", "" + LONGEST));
        if (text.getBytes(StandardCharsets.UTF_8).length >= LONGEST) {
            print.err(
                    "warning: the log was cut after " + LONGEST + " bytes; use --tail or --since");
        }
        print.out(logs.prefix() ? prefixed(text, "[pod/" + name + "/" + container + "] ") : text);
    }

    private static String prefixed(String text, String prefix) {
        return text.lines().map(line -> prefix + line + "\n").collect(Collectors.joining());
    }
}
