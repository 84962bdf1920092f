package dev.aoi.trainer.dataset;

import dev.aoi.schemas.observer.Trajectory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps trajectories on disk, each once, as one folder per trajectory with a file per data set.
 *
 * <p>Invariants: a trajectory is there whole or not at all (it is written aside and then moved in
 * one step), and writing it again changes nothing; so a crash at any point and a record that comes
 * twice are harmless. Names are event ids, never incident ids, which callers choose.
 */
public final class TrajectoryStore {
    private static final String ASIDE = ".writing-";

    private static final Logger LOG = LoggerFactory.getLogger(TrajectoryStore.class);

    private final Path folder;
    private final long maxBytes;

    /**
     * @param maxBytes bytes that all of it may take
     * @throws UncheckedIOException naming the folder when it cannot be made or written
     */
    public TrajectoryStore(Path folder, long maxBytes) {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException(
                    "The bound of the trajectories' folder is "
                            + maxBytes
                            + " bytes but must be above 0");
        }
        this.folder = folder;
        this.maxBytes = maxBytes;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder for trajectories " + folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw new UncheckedIOException(
                    new IOException(
                            "The folder for trajectories " + folder + " cannot be written"));
        }
    }

    /**
     * Keeps a trajectory.
     *
     * @return whether it was new
     * @throws IOException when the disk does not take it, e.g. because it is full; nothing is left
     */
    public boolean keep(Trajectory trajectory) throws IOException {
        String id = trajectory.getHeader().getEventId();
        if (!id.matches("[0-9a-f]{8,64}")) {
            throw new IllegalArgumentException("Trajectory id \"" + id + "\" is not an event id");
        }
        Path kept = folder.resolve(id);
        if (Files.exists(kept)) {
            return false;
        }
        Path aside = Files.createTempDirectory(folder, ASIDE);
        try {
            for (DataSet set : DataSet.values()) {
                write(aside.resolve(set.file()), set, trajectory);
            }
            Files.move(aside, kept, StandardCopyOption.ATOMIC_MOVE);
            letGo(id);
            return true;
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("The file system of " + folder + " cannot move atomically", e);
        } catch (IOException e) {
            if (Files.exists(kept)) {
                return false;
            }
            throw e;
        } finally {
            remove(aside);
        }
    }

    /** How many trajectories are kept. */
    public int size() {
        return kept().size();
    }

    /**
     * Writes a data set of all trajectories into one file, in the order in which they were kept.
     *
     * @return number of lines
     */
    public long export(DataSet set, Path file) throws IOException {
        long lines = 0;
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (Path trajectory : kept()) {
                try (Stream<String> part = Files.lines(trajectory.resolve(set.file()))) {
                    for (String line : (Iterable<String>) part::iterator) {
                        out.write(line);
                        out.write('\n');
                        lines++;
                    }
                }
            }
        }
        return lines;
    }

    private void letGo(String newest) throws IOException {
        List<Path> all = kept();
        long bytes = 0;
        for (Path trajectory : all) {
            bytes += bytes(trajectory);
        }
        for (Path oldest : all) {
            if (bytes <= maxBytes || oldest.endsWith(newest)) {
                return;
            }
            bytes -= bytes(oldest);
            remove(oldest);
            LOG.info("Trajectory {} is let go: the folder may hold {} bytes", oldest, maxBytes);
        }
    }

    private static long bytes(Path trajectory) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(trajectory)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private List<Path> kept() {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .filter(p -> !p.getFileName().toString().startsWith(ASIDE))
                    .sorted(
                            Comparator.comparing(TrajectoryStore::keptAt)
                                    .thenComparing(Path::compareTo))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the trajectories in " + folder, e);
        }
    }

    private static FileTime keptAt(Path trajectory) {
        try {
            return Files.getLastModifiedTime(trajectory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + trajectory, e);
        }
    }

    private static void write(Path file, DataSet set, Trajectory trajectory) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (String line : set.lines(trajectory).map(Object::toString).toList()) {
                out.write(line);
                out.write('\n');
            }
        }
    }

    private static void remove(Path aside) throws IOException {
        if (!Files.exists(aside)) {
            return;
        }
        try (Stream<Path> files = Files.list(aside)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(aside);
    }
}
