package dev.aoi.broker;

import kafka.server.FaultHandlerFactory;

import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Says why before Kafka halts the JVM. Kafka ends its process through {@link Exit} when it cannot
 * go on (a disk that fails, a metadata log it cannot apply). That switch is one for the whole JVM,
 * hence the static table of those to tell.
 *
 * <p>Invariant: after {@link Exit#halt} or {@link Exit#exit} nothing of Kafka runs on; the process
 * ends even if a listener hangs or throws.
 */
final class FatalFaults {

    private static final Duration TIME_TO_TELL = Duration.ofSeconds(2);
    private static final int SCARCE_MIB = 64;
    private static final Map<Object, Listener> LISTENERS = new ConcurrentHashMap<>();
    private static final AtomicReference<@Nullable String> LAST_FAULT = new AtomicReference<>();

    private FatalFaults() {}

    /**
     * @param log Kafka's folder, looked at when Kafka gives no reason
     */
    static void tell(Object broker, Path log, Consumer<String> owner) {
        LISTENERS.put(broker, new Listener(log, owner));
        Exit.setHaltProcedure(FatalFaults::end);
        Exit.setExitProcedure(FatalFaults::end);
    }

    static void forget(Object broker) {
        LISTENERS.remove(broker);
        if (LISTENERS.isEmpty()) {
            Exit.resetHaltProcedure();
            Exit.resetExitProcedure();
        }
    }

    /** Kafka's own choice of what is fatal, with the reason kept for the last sentence. */
    static FaultHandlerFactory handlers() {
        return FatalFaults::handler;
    }

    private static FaultHandler handler(String name, boolean fatal, Runnable action) {
        FaultHandler log = new LoggingFaultHandler(name, action);
        if (!fatal) {
            return log;
        }
        return (message, cause) -> {
            RuntimeException fault = log.handleFault(message, cause);
            LAST_FAULT.set(name + ": " + message + (cause == null ? "" : " (" + cause + ")"));
            Exit.halt(1);
            return fault;
        };
    }

    private static void end(int status, @Nullable String message) {
        String reason = message != null ? message : LAST_FAULT.get();
        Thread teller =
                Thread.ofPlatform()
                        .daemon()
                        .name("kafka-last-words")
                        .start(() -> LISTENERS.values().forEach(l -> l.tell(status, reason)));
        try {
            teller.join(TIME_TO_TELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }

    private record Listener(Path log, Consumer<String> owner) {

        void tell(int status, @Nullable String reason) {
            owner.accept(
                    "Kafka cannot go on and ends this process with status "
                            + status
                            + ": "
                            + (reason == null ? suspicion() : reason));
        }

        /** Kafka halts without a word when it loses its last folder. */
        private String suspicion() {
            if (!Files.exists(log.resolve("meta.properties"))) {
                return "its data folder " + log + " was removed or emptied.";
            }
            if (!Files.isWritable(log)) {
                return "its data folder " + log + " cannot be written any more.";
            }
            long freeMib = log.toFile().getUsableSpace() >> 20;
            return freeMib < SCARCE_MIB
                    ? "the disk of its data folder " + log + " has " + freeMib + " MiB left."
                    : "see its last errors in the log; its data folder is " + log + ".";
        }
    }
}
