package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.kubelet.ContainerState.Waiting;
import dev.aoi.cluster.process.Digests;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.Usage;
import dev.aoi.cluster.process.shell.ShellProgram;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.world.ExecResult;
import dev.aoi.cluster.world.LogLine;
import dev.aoi.cluster.world.PodRuntime;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Logs and exec as the kubelet answers them, with its messages. */
final class KubeletRuntime implements PodRuntime {
    private final Kubelet kubelet;

    KubeletRuntime(Kubelet kubelet) {
        this.kubelet = kubelet;
    }

    @Override
    public List<LogLine> logs(String namespace, String pod, String container, boolean previous) {
        if (kubelet.worker(namespace, pod).isEmpty() && exists(namespace, pod)) {
            // No node has it yet: the server answers with an empty log.
            return List.of();
        }
        unreachable(
                namespace,
                pod,
                where ->
                        "Get \"https://%s/containerLogs/%s/%s/%s\": dial tcp %s: connect: connection refused"
                                .formatted(where, namespace, pod, container, where));
        ContainerWorker worker = container(namespace, pod, container);
        boolean pruned =
                previous
                        && worker.isInit()
                        && !(worker.state() instanceof Waiting)
                        && worker.last().isPresent();
        if (pruned) {
            // Of an init container only the latest instance is kept.
            String id = worker.last().get().containerId();
            return List.of(
                    new LogLine(worker.pod().now(), "unable to retrieve container logs for " + id));
        }
        return (previous ? previous(worker) : current(worker)).lines();
    }

    private static ContainerLog current(ContainerWorker worker) {
        if (worker.log().isPresent()) {
            return worker.log().get();
        }
        String reason =
                worker.state() instanceof Waiting waiting ? waiting.reason() : "ContainerCreating";
        String why =
                switch (reason) {
                    case "ErrImagePull", "ImagePullBackOff" -> "trying and failing to pull image";
                    default -> reason;
                };
        throw ApiException.badRequest(
                "container \"%s\" in pod \"%s\" is waiting to start: %s"
                        .formatted(worker.name(), worker.pod().name(), why));
    }

    /** While a restart is waited for, the last instance is already the previous one. */
    private static ContainerLog previous(ContainerWorker worker) {
        Optional<ContainerLog> log =
                worker.state() instanceof Waiting && worker.last().isPresent()
                        ? worker.log()
                        : worker.previousLog();
        return log.orElseThrow(
                () ->
                        ApiException.badRequest(
                                "previous terminated container \"%s\" in pod \"%s\" not found"
                                        .formatted(worker.name(), worker.pod().name())));
    }

    @Override
    public ExecResult exec(String namespace, String pod, String container, List<String> argv) {
        return exec(namespace, pod, container, argv, "");
    }

    @Override
    public ExecResult exec(
            String namespace, String pod, String container, List<String> argv, String stdin) {
        unreachable(
                namespace,
                pod,
                where ->
                        "error dialing backend: dial tcp %s: connect: connection refused"
                                .formatted(where));
        ContainerWorker worker = container(namespace, pod, container);
        ContainerProcess process = process(worker);
        return ExecCommands.run(process, argv, stdin)
                .orElseThrow(
                        () ->
                                ApiException.internal(
                                        "error executing command in container: failed to exec in"
                                                + " container: failed to start exec \""
                                                + Digests.hex(
                                                        process.now() + worker.containerId(), 64)
                                                + "\": "
                                                + ExecCommands.notFound(argv)));
    }

    @Override
    public boolean awaitsInput(String namespace, String pod, String container) {
        return container(namespace, pod, container)
                .process()
                .filter(ContainerProcess::alive)
                .filter(ShellProgram::waits)
                .isPresent();
    }

    @Override
    public void exit(String namespace, String pod, String container, int code) {
        process(container(namespace, pod, container)).exit(code);
    }

    private static ContainerProcess process(ContainerWorker worker) {
        return worker.process()
                .filter(ContainerProcess::alive)
                .orElseThrow(
                        () ->
                                ApiException.internal(
                                        "unable to upgrade connection: container not found (\""
                                                + worker.name()
                                                + "\")"));
    }

    @Override
    public Reply request(String namespace, String pod, int port, Request request) {
        PodWorker worker =
                kubelet.worker(namespace, pod).orElseThrow(() -> noWorker(namespace, pod));
        return worker.deliver(port, request);
    }

    @Override
    public Optional<Usage> usage(String namespace, String pod, String container) {
        return kubelet.worker(namespace, pod)
                .flatMap(worker -> worker.container(container))
                .flatMap(ContainerWorker::process)
                .map(ContainerProcess::usage);
    }

    private ContainerWorker container(String namespace, String pod, String container) {
        PodWorker worker =
                kubelet.worker(namespace, pod).orElseThrow(() -> noWorker(namespace, pod));
        return worker.container(container)
                .orElseThrow(
                        () ->
                                ApiException.badRequest(
                                        "container %s is not valid for pod %s"
                                                .formatted(container, pod)));
    }

    /** A kubelet that is stopped takes no connections. */
    private void unreachable(String namespace, String pod, UnaryOperator<String> message) {
        Optional<Node> node = kubelet.worker(namespace, pod).map(PodWorker::node);
        if (node.flatMap(n -> kubelet.silentSince(n.name())).isPresent()) {
            throw ApiException.internal(message.apply(node.get().address() + ":10250"));
        }
    }

    private ApiException noWorker(String namespace, String pod) {
        return exists(namespace, pod)
                ? ApiException.badRequest("pod " + pod + " does not have a host assigned")
                : ApiException.notFound(ResourceKinds.POD, pod);
    }

    private boolean exists(String namespace, String pod) {
        return kubelet.store().get(new ObjectKey(ResourceKinds.POD, namespace, pod)).isPresent();
    }
}
