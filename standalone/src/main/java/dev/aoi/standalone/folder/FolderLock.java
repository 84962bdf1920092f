package dev.aoi.standalone.folder;

import dev.aoi.standalone.CommandFailure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to run a stack on a data folder. It is a lock of the operating system, so it goes with
 * the process however that ends; the file's text is the holder's process id, for messages only.
 */
public final class FolderLock implements AutoCloseable {
    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /** Takes the lock; empty when another process (or another stack in this one) has it. */
    public static Optional<FolderLock> tryTake(Path path) {
        FileChannel file = open(path);
        try {
            if (!locked(file)) {
                file.close();
                return Optional.empty();
            }
            file.truncate(0);
            byte[] pid =
                    Long.toString(ProcessHandle.current().pid())
                            .getBytes(StandardCharsets.US_ASCII);
            file.write(ByteBuffer.wrap(pid), 0);
            return Optional.of(new FolderLock(file));
        } catch (IOException e) {
            throw CommandFailure.environment(
                    "The lock " + path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Process id of who holds the folder now, as far as it is known. */
    public static String holder(Path path) {
        try {
            String text = Files.readString(path, StandardCharsets.US_ASCII).strip();
            return text.isEmpty() ? "(unknown)" : text;
        } catch (IOException e) {
            return "(unknown)";
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new IllegalStateException("A lock could not be released: " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static FileChannel open(Path path) {
        try {
            return FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw CommandFailure.environment(
                    "The lock "
                            + path
                            + " cannot be opened ("
                            + e.getClass().getSimpleName()
                            + "); choose another data folder with --data or AOI_HOME.",
                    e);
        }
    }
}
