package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An OpenResty server of the social network: reads its configuration, listens on its entry's port.
 */
abstract class HttpServer implements Program {
    private final String name;
    private final List<String> peers;
    private @Nullable ServiceConfig config;

    HttpServer(String name, List<String> peers) {
        this.name = name;
        this.peers = List.copyOf(peers);
    }

    /** Answers {@code METHOD /path}. */
    abstract Reply answer(ServiceCall call, NginxErrorLog errors, String operation);

    @Override
    public final void start(RunningProcess process) {
        process.after(
                Duration.ofNanos(60_000_000L + process.random().nextInt(90_000_000)),
                () -> main(process));
    }

    /** Port to listen on; by default that of the own entry. */
    int port(RunningProcess process, ServiceConfig read) {
        return read.peer(name).port();
    }

    private void main(RunningProcess process) {
        Optional<ServiceConfig> read = ServiceConfig.read(process);
        if (!peers.isEmpty()
                && read.filter(c -> c.names(peers) && c.names(List.of(name))).isEmpty()) {
            NginxErrorLog.startup(
                    process,
                    "init_by_lua error: "
                            + ServiceConfig.PATH
                            + (read.isEmpty() ? ": No such file or directory" : ": entry missing"));
            process.exit(1);
            return;
        }
        ServiceConfig usable = read.orElse(ServiceConfig.EMPTY);
        config = usable;
        process.listen(port(process, usable), Bind.IPV4);
    }

    @Override
    public final Optional<String> tracedAs() {
        return Optional.of(name);
    }

    @Override
    public final Reply serve(RunningProcess process, int port, Request request) {
        Duration glance = Duration.ofNanos(200_000);
        ServiceConfig read = config;
        if (read == null) {
            return new Reply.Closed(glance);
        }
        if (request.protocol() == Protocol.TCP) {
            return Reply.ok(glance);
        }
        if (request.protocol() != Protocol.HTTP) {
            // What is not HTTP gets a Bad Request, which no other client can read.
            return new Reply.Closed(glance);
        }
        ServiceCall call = new ServiceCall(process, read, request);
        call.work(Duration.ofNanos(600_000));
        return answer(call, new NginxErrorLog(process, call, request), request.operation());
    }
}
