package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.process.Digests;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.stream.PortAccess;
import dev.aoi.cluster.world.ExecResult;
import dev.aoi.cluster.world.Pace;
import dev.aoi.cluster.world.World;
import dev.aoi.cluster.world.WriteRequest;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** {@code pods/exec}, {@code pods/attach} and {@code pods/portforward}. */
final class PodStreams {
    private static final String EXEC = "exec";
    private static final String ATTACH = "attach";
    private static final String FORWARD = "portforward";
    private static final Set<String> ALL = Set.of(EXEC, ATTACH, FORWARD);
    private static final String EXIT = "exit";
    private static final String CONNECT = "connect";

    private PodStreams() {}

    static boolean asks(ResourceRequest request) {
        return request.group().isEmpty()
                && request.resource().equals("pods")
                && ALL.contains(request.subresource());
    }

    /** Checks all that can be checked before the connection is handed over. */
    static ApiReply answer(World world, ResourceRequest request, ApiCall call) {
        ResourceRequest asked =
                new ResourceRequest(
                        "create",
                        request.group(),
                        request.version(),
                        request.resource(),
                        request.namespace(),
                        request.name(),
                        request.subresource());
        return world.read(
                () -> {
                    if (call.upgrade()
                            && !Authorizer.allowed(world.store(), call.caller(), asked)) {
                        ApiException refusal = Authorizer.forbidden(call.user(), asked);
                        return new ApiReply.Plain(
                                refusal.code(), String.valueOf(refusal.getMessage()));
                    }
                    Authorizer.check(world.store(), call.caller(), asked);
                    ObjectNode pod = pod(world, request);
                    if (pod.path("spec").path("nodeName").asString("").isEmpty()) {
                        throw ApiException.badRequest(
                                "pod " + request.name() + " does not have a host assigned");
                    }
                    return request.subresource().equals(FORWARD)
                            ? forward(world, pod, request, call)
                            : command(world, pod, request, call);
                });
    }

    private static ApiReply command(
            World world, ObjectNode pod, ResourceRequest request, ApiCall call) {
        boolean exec = request.subresource().equals(EXEC);
        String container = PodContainers.choose(pod, call.query().first("container"));
        String phase = pod.path("status").path("phase").asString("");
        if (exec && (phase.equals("Succeeded") || phase.equals("Failed"))) {
            throw ApiException.badRequest(
                    "cannot exec into a container in a completed pod; current phase is " + phase);
        }
        if (exec && call.query().all("command").isEmpty()) {
            throw ApiException.badRequest(
                    "you must specify at least one command for the container");
        }
        if (!PodContainers.status(pod, container).path("state").has("running")) {
            return new ApiReply.Plain(
                    500,
                    exec
                            ? "container not found (\"" + container + "\")"
                            : "container %s not found in pod %s_%s"
                                    .formatted(container, request.name(), request.namespace()));
        }
        if (!call.upgrade()) {
            throw ApiException.badRequest("Upgrade request required");
        }
        return new ApiReply.Command(
                exec
                        ? new ExecWork(call.query(), new Container(world, request, call, container))
                        : attach(world, pod, request, call, container));
    }

    private static PodCommand attach(
            World world, ObjectNode pod, ResourceRequest request, ApiCall call, String container) {
        CommandOptions options = CommandOptions.of(call.query());
        boolean shell =
                options.input()
                        && world.runtime()
                                .awaitsInput(request.namespace(), request.name(), container);
        return shell
                ? new ShellWork(options, new Container(world, request, call, container))
                : new AttachWork(options, LogFollow.of(world, pod, container, LogFilter.NEW));
    }

    private static ApiReply forward(
            World world, ObjectNode pod, ResourceRequest request, ApiCall call) {
        if (!call.upgrade()) {
            throw ApiException.badRequest("Upgrade request required");
        }
        List<Integer> ports = new ArrayList<>();
        for (String list : call.query().all("ports")) {
            for (String port : list.split(",")) {
                if (!port.matches("\\d{1,5}")) {
                    throw ApiException.badRequest("invalid port \"" + port + "\"");
                }
                ports.add(Integer.parseInt(port));
            }
        }
        return new ApiReply.Forward(
                new Ports(world, request, call, ObjectMeta.uid(pod)), List.copyOf(ports));
    }

    /** Does again what a journaled request did to a container. */
    static Object replay(World world, ResourceRequest request, ApiCall call) {
        return request.subresource().equals(FORWARD)
                ? send(world, request, call)
                : run(world, request, call);
    }

    private static ExecResult run(World world, ResourceRequest request, ApiCall call) {
        ObjectNode pod = pod(world, request);
        String container = PodContainers.choose(pod, call.query().first("container"));
        List<String> command = call.query().all("command");
        OptionalLong exit = call.query().number(EXIT);
        if (exit.isPresent()) {
            int code = (int) exit.getAsLong();
            world.runtime().exit(request.namespace(), request.name(), container, code);
            return new ExecResult("", "", code);
        }
        return world.runtime()
                .exec(request.namespace(), request.name(), container, command, call.body());
    }

    private static Reply send(World world, ResourceRequest request, ApiCall call) {
        int end = call.body().indexOf('\n');
        String operation = call.body().substring(0, end);
        Protocol protocol = operation.equals(CONNECT) ? Protocol.TCP : Protocol.HTTP;
        Request sent =
                Request.of(protocol, operation, world.now()).with(call.body().substring(end + 1));
        int port = (int) call.query().number("port").orElse(0);
        return world.runtime().request(request.namespace(), request.name(), port, sent);
    }

    private static ObjectNode pod(World world, ResourceRequest request) {
        return world.store()
                .get(request.key(ResourceKinds.POD))
                .orElseThrow(() -> ApiException.notFound(ResourceKinds.POD, request.name()));
    }

    /** A container; every command is journaled, for it may change what is in there. */
    private record Container(World world, ResourceRequest request, ApiCall call, String name)
            implements ContainerCommands {
        private static final Duration PATIENCE = Duration.ofMinutes(10);
        private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

        @Override
        public ExecResult run(List<String> command, String input) {
            StringBuilder words = new StringBuilder();
            for (String word : command) {
                words.append("command=").append(Query.encode(word)).append('&');
            }
            return journaled(words.toString(), input);
        }

        @Override
        public void exit(int code) {
            journaled(EXIT + "=" + code + "&", "");
        }

        private ExecResult journaled(String query, String input) {
            String raw = call.rawPath();
            int mark = raw.indexOf('?');
            String path = mark < 0 ? raw : raw.substring(0, mark);
            WriteRequest journaled =
                    new WriteRequest(
                            call.user(),
                            WriteRequest.EXEC,
                            path + "?" + query + "container=" + Query.encode(name),
                            "",
                            input);
            return world.write(
                    journaled, () -> PodStreams.run(world, request, ApiCall.of(journaled)));
        }

        @Override
        public boolean pass(Duration took) throws InterruptedException {
            if (world.spec().pace() != Pace.WALL || took.isZero()) {
                return true;
            }
            String instance = world.locked(this::instance);
            Instant end = clock().plus(took.compareTo(PATIENCE) < 0 ? took : PATIENCE);
            for (Instant now = clock(); now.isBefore(end); now = clock()) {
                Duration left = Duration.between(now, end);
                world.awaitTime(now, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
                if (world.closed() || !world.locked(this::instance).equals(instance)) {
                    return false;
                }
            }
            return true;
        }

        private Instant clock() {
            return world.locked(world::now);
        }

        /** Which instance of the container runs; empty for none. */
        private String instance() {
            return world.store()
                    .get(request.key(ResourceKinds.POD))
                    .map(pod -> PodContainers.status(pod, name))
                    .filter(status -> status.path("state").has("running"))
                    .map(status -> status.path("containerID").asString(""))
                    .orElse("");
        }
    }

    /** A pod's ports; what reaches a process is journaled, for it may change the process. */
    private record Ports(World world, ResourceRequest request, ApiCall call, String uid)
            implements PortAccess {
        @Override
        public String connect(int port) {
            Reply reply;
            try {
                reply = ask(port, CONNECT, "");
            } catch (ApiException e) {
                return e.code() == 404
                        ? ("error forwarding port %1$d to pod %2$s, uid : network namespace for"
                                        + " sandbox \"%2$s\" is closed")
                                .formatted(port, Digests.hex(uid, 64))
                        : String.valueOf(e.getMessage());
            }
            if (!(reply instanceof Reply.Refused)) {
                return "";
            }
            String sandbox = Digests.hex(uid, 64);
            return ("error forwarding port %d to pod %s, uid : failed to execute portforward in"
                            + " network namespace \"/var/run/netns/cni-%s\": failed to connect to"
                            + " localhost:%d inside namespace \"%s\", IPv4: dial tcp4"
                            + " 127.0.0.1:%d: connect: connection refused IPv6 dial tcp6: address"
                            + " localhost: no suitable address found ")
                    .formatted(port, sandbox, uid, port, sandbox, port);
        }

        @Override
        public Reply http(int port, String operation, String body) {
            return ask(port, operation, body);
        }

        private Reply ask(int port, String operation, String body) {
            String raw = call.rawPath();
            int mark = raw.indexOf('?');
            WriteRequest journaled =
                    new WriteRequest(
                            call.user(),
                            WriteRequest.FORWARD,
                            (mark < 0 ? raw : raw.substring(0, mark)) + "?port=" + port,
                            "",
                            operation + "\n" + body);
            return world.write(journaled, () -> send(world, request, ApiCall.of(journaled)));
        }
    }
}
