package dev.aoi.grpo.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that its name always stands for a complete one, also after a power cut:
 *
 * <ol>
 *   <li>write a temporary file in the same directory;
 *   <li>force it to the disk;
 *   <li>rename it over the name;
 *   <li>force the directory.
 * </ol>
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Fills an open file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything; the position is at the start.
         *
         * @throws IOException when the disk does not take it
         */
        void writeTo(FileChannel channel) throws IOException;
    }

    /** Writes bytes. */
    public static void write(Path file, byte[] bytes) {
        write(
                file,
                channel -> {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                });
    }

    /**
     * Writes what the content gives. When that fails, the file is as it was before.
     *
     * @throws UncheckedIOException naming the file, when the disk does not take it
     */
    public static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        Path temporary =
                directory.resolve(
                        ".%s.%d.tmp"
                                .formatted(target.getFileName(), ProcessHandle.current().pid()));
        try {
            try {
                try (FileChannel channel =
                        FileChannel.open(
                                temporary,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE)) {
                    content.writeTo(channel);
                    channel.force(true);
                }
                Files.move(
                        temporary,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                force(directory);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
