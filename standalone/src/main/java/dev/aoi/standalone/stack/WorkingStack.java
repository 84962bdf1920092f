package dev.aoi.standalone.stack;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.folder.StackAddress;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.mind.MindChoice;
import dev.aoi.standalone.topic.Retention;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stack whose services work incidents: one that was named, else the one that is up on the data
 * folder, else an own one that ends with this object.
 */
public final class WorkingStack implements AutoCloseable {
    private final Connection connection;
    private final Optional<LocalStack> own;

    private WorkingStack(Connection connection, Optional<LocalStack> own) {
        this.connection = connection;
        this.own = own;
    }

    /**
     * Finds or starts it.
     *
     * @param tell told who works and with which minds, a line each
     */
    public static WorkingStack open(
            Optional<Connection> named, AoiFolder folder, Session session, Consumer<String> tell) {
        if (named.isPresent()) {
            tell.accept("policy    whatever the services there use");
            tell.accept("stack     broker " + named.get().bootstrap());
            return new WorkingStack(named.get(), Optional.empty());
        }
        return switch (StackFinder.find(folder, session.interruption())) {
            case StackFinder.Found.Up up -> ofRunning(up.address(), folder, tell);
            case StackFinder.Found.Free free -> {
                MindChoice mind;
                try {
                    mind = MindChoice.of(session.environment());
                } catch (RuntimeException e) {
                    free.lock().close();
                    throw e;
                }
                tell.accept("policy    " + mind.why());
                LocalStack own =
                        LocalStack.start(
                                StackPlan.everything(
                                        Retention.from(session.environment()), mind.why()),
                                folder,
                                free.lock(),
                                session);
                tell.accept(
                        "stack     own, broker "
                                + own.connection().bootstrap()
                                + ", data "
                                + folder.root());
                yield new WorkingStack(own.connection(), Optional.of(own));
            }
        };
    }

    private static WorkingStack ofRunning(
            StackAddress address, AoiFolder folder, Consumer<String> tell) {
        if (address.policy().isEmpty()) {
            throw CommandFailure.environment(
                    "The stack on "
                            + folder.root()
                            + " (process "
                            + address.pid()
                            + ") has only "
                            + String.join(", ", address.components())
                            + "; wait for it to end, or name a whole stack with --bootstrap and"
                            + " --registry.");
        }
        tell.accept("policy    " + address.policy());
        tell.accept("stack     process " + address.pid() + ", broker " + address.bootstrap());
        return new WorkingStack(
                new Connection(address.bootstrap(), address.registry()), Optional.empty());
    }

    public Connection connection() {
        return connection;
    }

    /** Whether it ends with this command. */
    public boolean own() {
        return own.isPresent();
    }

    @Override
    public void close() {
        own.ifPresent(LocalStack::close);
    }
}
