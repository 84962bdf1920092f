package dev.aoi.standalone.stack;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.topic.Retention;

import java.util.Optional;

/**
 * A way to the log for who only reads: a stack that was named, else the data folder's stack that is
 * up, else broker and registry alone, started on the data folder and stopped at close.
 */
public final class LogAccess implements AutoCloseable {
    private final Connection connection;
    private final Optional<LocalStack> own;

    private LogAccess(Connection connection, Optional<LocalStack> own) {
        this.connection = connection;
        this.own = own;
    }

    /** Opens the way, as described above. */
    public static LogAccess open(Optional<Connection> named, AoiFolder folder, Session session) {
        return named.map(there -> new LogAccess(there, Optional.empty()))
                .orElseGet(() -> ofFolder(folder, session));
    }

    /** To the stack that is up, whose services will act on what is written. */
    public static LogAccess toRunningStack(Optional<Connection> named, AoiFolder folder) {
        if (named.isPresent()) {
            return new LogAccess(named.get(), Optional.empty());
        }
        return switch (StackFinder.find(folder)) {
            case StackFinder.Found.Up up -> new LogAccess(connectionTo(up), Optional.empty());
            case StackFinder.Found.Free free -> {
                free.lock().close();
                throw CommandFailure.environment(
                        "No stack is up on "
                                + folder.root()
                                + "; start one with 'aoi up', or name one with --bootstrap and"
                                + " --registry.");
            }
        };
    }

    private static LogAccess ofFolder(AoiFolder folder, Session session) {
        return switch (StackFinder.find(folder, session.interruption())) {
            case StackFinder.Found.Up up -> new LogAccess(connectionTo(up), Optional.empty());
            case StackFinder.Found.Free free -> {
                LocalStack own =
                        LocalStack.start(
                                StackPlan.reading(Retention.from(session.environment())),
                                folder,
                                free.lock(),
                                session);
                yield new LogAccess(own.connection(), Optional.of(own));
            }
        };
    }

    private static Connection connectionTo(StackFinder.Found.Up up) {
        return new Connection(up.address().bootstrap(), up.address().registry());
    }

    /** Broker and registry. */
    public Connection connection() {
        return connection;
    }

    /** Whether a stack was found, so that facts may still come. */
    public boolean live() {
        return own.isEmpty();
    }

    @Override
    public void close() {
        own.ifPresent(LocalStack::close);
    }
}
