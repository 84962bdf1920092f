package dev.aoi.broker;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/**
 * A broker's folder, locked for as long as this object is open. Kafka's files live in {@code log/};
 * {@code broker.lock} holds the owner's process id, {@code broker.port} the last port.
 *
 * <p>Invariant: the lock is the operating system's, so it goes with the process however that ends.
 */
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    static DataFolder open(Path root) {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(root.resolve("log"));
            lockFile =
                    FileChannel.open(
                            root.resolve("broker.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                String owner = read(lockFile);
                lockFile.close();
                throw new BrokerStartException(
                        "Kafka's data folder "
                                + root
                                + " is in use by process "
                                + (owner.isBlank() ? "(unknown)" : owner)
                                + "; stop that process or choose another folder.");
            }
            write(lockFile, Long.toString(ProcessHandle.current().pid()));
            probeLogFolder(root.resolve("log"));
            return new DataFolder(root, lockFile);
        } catch (IOException e) {
            closeQuietly(lockFile, e);
            throw new BrokerStartException(
                    "Kafka's data folder "
                            + root
                            + " cannot be written ("
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage()
                            + "); choose another folder or repair its permissions.",
                    e);
        }
    }

    /** Kafka's own folder. */
    Path log() {
        return root.resolve("log");
    }

    OptionalInt lastPort() throws IOException {
        Path file = root.resolve("broker.port");
        if (!Files.exists(file)) {
            return OptionalInt.empty();
        }
        String text = Files.readString(file).strip();
        // A crash may leave the file empty: then any port will do.
        return text.matches("\\d{1,5}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    void rememberPort(int port) throws IOException {
        Files.writeString(root.resolve("broker.port"), Integer.toString(port));
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void probeLogFolder(Path log) throws IOException {
        Files.delete(Files.createTempFile(log, "probe", ".tmp"));
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        file.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    private static void write(FileChannel file, String text) throws IOException {
        file.truncate(0);
        file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static void closeQuietly(@Nullable FileChannel file, IOException reason) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
