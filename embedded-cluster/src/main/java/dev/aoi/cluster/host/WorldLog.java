package dev.aoi.cluster.host;

import dev.aoi.cluster.world.Journal;
import dev.aoi.cluster.world.WorldSpec;
import dev.aoi.cluster.world.WriteRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The append-only log of one world.
 *
 * <p>What must hold: a record is in the file before what it records is answered; a killed process
 * can at most lose the last, unanswered record. A clock record at the end of the file is
 * overwritten by the next one of equal length, so reads do not make the file grow.
 *
 * <p>Records survive the end of the process, not the end of the machine: there is no fsync.
 */
final class WorldLog implements Journal, AutoCloseable {
    private static final long NONE = -1;

    private final FileChannel file;
    private long end;
    private long clockAt = NONE;
    private Instant clock = Instant.MIN;

    /** Continues a log whose valid part is {@code end} bytes long; what follows is cut off. */
    WorldLog(Path path, long end) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.end = end;
        file.truncate(end);
    }

    /** Records the creation of the world: the first record of every log. */
    void created(String world, WorldSpec spec) {
        append(LogRecord.created(world, spec));
    }

    @Override
    public void clock(Instant now) {
        if (now.equals(clock)) {
            return;
        }
        byte[] line = LogRecord.clock(now).line();
        if (clockAt == NONE) {
            clockAt = end;
            end += line.length;
        }
        put(line, clockAt);
        clock = now;
    }

    @Override
    public void write(Instant at, WriteRequest request) {
        append(LogRecord.write(at, request));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void append(LogRecord entry) {
        byte[] line = entry.line();
        put(line, end);
        end += line.length;
        clockAt = NONE;
    }

    private void put(byte[] line, long position) {
        ByteBuffer buffer = ByteBuffer.wrap(line);
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer, position + buffer.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write a world's log; the world must be reloaded from it", e);
        }
    }
}
