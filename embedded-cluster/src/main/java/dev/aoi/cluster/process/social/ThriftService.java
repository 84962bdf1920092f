package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.Termination;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A C++ service of the social network. {@code main}:
 *
 * <ol>
 *   <li>Read the configuration; without it, or without an entry that is needed, exit.
 *   <li>Services with a database of their own create its index and try again every second until the
 *       database answers. They do not listen before that.
 *   <li>Listen on the port of the own entry.
 * </ol>
 */
abstract class ThriftService implements Program {
    /** How often a service whose database is not there yet gives up once, instead of waiting. */
    private static final double GIVES_UP = 0.2;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String name;
    private final String source;
    private final List<String> peers;
    private final Optional<String> database;
    private @Nullable ServiceConfig config;

    /**
     * Describes a service.
     *
     * @param name its entry in the configuration
     * @param source file of its {@code main}
     * @param peers entries that it needs besides its own
     * @param database entry of the database in which it makes an index at the start
     */
    ThriftService(String name, String source, List<String> peers, Optional<String> database) {
        this.name = name;
        this.source = source;
        List<String> all = new ArrayList<>(peers);
        all.add(name);
        this.peers = List.copyOf(all);
        this.database = database;
    }

    /** Handlers by method name; a handler fails by throwing {@link RemoteError}. */
    abstract Map<String, Consumer<ServiceCall>> operations();

    @Override
    public final void start(RunningProcess process) {
        process.after(
                Duration.ofNanos(40_000_000L + process.random().nextInt(120_000_000)),
                () -> main(process));
    }

    private void main(RunningProcess process) {
        ServiceConfig read = ServiceConfig.read(process).orElse(null);
        if (read == null) {
            log(process, "error", "utils.h:44:load_config_file", "Cannot open service-config.json");
            process.exit(1);
            return;
        }
        if (!read.names(peers)) {
            process.log(
                    "terminate called after throwing an instance of"
                            + " 'nlohmann::detail::type_error'");
            process.log(
                    "  what():  [json.exception.type_error.302] type must be string, but is null");
            process.exit(134);
            return;
        }
        config = read;
        database.ifPresentOrElse(
                db -> createIndex(process, read, read.peer(db)), () -> listen(process, read));
    }

    private void createIndex(RunningProcess process, ServiceConfig read, Peer db) {
        Reply reply =
                process.call(
                        db.address(),
                        db.port(),
                        Request.of(Protocol.MONGO, "createIndexes", process.now()));
        Optional<String> error = MongoErrors.of(db, reply);
        if (error.isEmpty()) {
            listen(process, read);
            return;
        }
        log(
                process,
                "error",
                "utils_mongodb.h:87:CreateIndex",
                "Error in createIndexes: " + error.get());
        if (process.attempt() == 0 && process.random().nextDouble() < GIVES_UP) {
            log(process, "fatal", source + ":69:main", "Failed to pop mongoc client");
            process.exit(1);
            return;
        }
        log(process, "error", source + ":77:main", "Failed to create mongodb index, try again");
        process.after(
                RETRY.plusNanos(300_000_000L + process.random().nextInt(2_000_000)),
                () -> createIndex(process, read, db));
    }

    private void listen(RunningProcess process, ServiceConfig read) {
        log(process, "info", source + ":91:main", "Starting the " + name + " server ...");
        process.listen(read.peer(name).port(), Bind.IPV4);
    }

    private static void log(RunningProcess process, String severity, String where, String text) {
        process.log(BoostLog.line(process.now(), severity, where, text));
    }

    @Override
    public final Optional<String> tracedAs() {
        return Optional.of(name);
    }

    @Override
    public final Reply serve(RunningProcess process, int port, Request request) {
        Duration glance = Duration.ofNanos(100_000);
        ServiceConfig read = config;
        if (read == null || request.protocol() != Protocol.THRIFT) {
            return request.protocol() == Protocol.TCP ? Reply.ok(glance) : new Reply.Closed(glance);
        }
        Consumer<ServiceCall> handler = operations().get(request.operation());
        if (handler == null) {
            return new Reply.Failed("Invalid method name: '" + request.operation() + "'", glance);
        }
        ServiceCall call = new ServiceCall(process, read, request);
        try {
            call.work(Duration.ofNanos(400_000));
            handler.accept(call);
            return Reply.ok(call.took());
        } catch (RemoteError e) {
            return new Reply.Failed(e.what(), call.took());
        }
    }

    @Override
    public Termination terminate(RunningProcess process) {
        return new Termination(Duration.ofMillis(250), 0);
    }
}
