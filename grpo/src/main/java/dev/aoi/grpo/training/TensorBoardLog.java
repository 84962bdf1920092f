package dev.aoi.grpo.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.SequencedMap;

/**
 * Writes metrics as scalars for TensorBoard, named {@code train/NAME} as transformers does. One
 * event file is made per log; TensorBoard joins those of a folder.
 */
public final class TensorBoardLog implements MetricLog, AutoCloseable {
    private final FileChannel channel;
    private final Path file;
    private final Clock clock;

    /**
     * @param folder made when it is missing
     * @param clock of the events' times
     */
    public TensorBoardLog(Path folder, Clock clock) {
        this.clock = clock;
        this.file =
                folder.resolve(
                        "events.out.tfevents.%010d.local.%d"
                                .formatted(
                                        clock.instant().getEpochSecond(),
                                        ProcessHandle.current().pid()));
        try {
            Files.createDirectories(folder);
            this.channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
        write(EventRecord.version(seconds()));
    }

    private double seconds() {
        return clock.millis() / 1e3;
    }

    @Override
    public void log(long step, SequencedMap<String, Double> metrics) {
        write(EventRecord.scalars(seconds(), step, "train/", metrics));
    }

    private void write(byte[] event) {
        try {
            ByteBuffer framed = EventRecord.framed(event);
            while (framed.hasRemaining()) {
                channel.write(framed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
