package dev.aoi.grpo.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders {@code checkpoint-N} of a training. A folder of that name is complete, also after a
 * power cut or on a full disk: it is filled under another name, forced to the disk and renamed;
 * only then older ones go, renamed before they are emptied. What a process left half done is
 * removed when the next one is written.
 */
final class Checkpoints {
    private static final String UNFINISHED = ".checkpoint-";
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{1,18})");

    private final Path output;
    private final int limit;

    /**
     * @param limit how many are kept; 0 for all
     */
    Checkpoints(Path output, int limit) {
        this.output = output;
        this.limit = limit;
    }

    /** The one of the most steps. */
    Optional<Path> latest() {
        return Optional.ofNullable(all().isEmpty() ? null : all().getLast());
    }

    private List<Path> all() {
        if (!Files.isDirectory(output)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(output)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> step(entry).isPresent())
                    .sorted(Comparator.comparingLong(entry -> step(entry).orElseThrow()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(output + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static OptionalLong step(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches()
                ? OptionalLong.of(Long.parseLong(name.group(1)))
                : OptionalLong.empty();
    }

    /**
     * Writes one. When that fails, those that were there are as they were.
     *
     * @param content fills a folder
     * @return the folder
     * @throws UncheckedIOException when the disk does not take it
     */
    Path write(long step, Consumer<Path> content) {
        Path folder = output.resolve("checkpoint-" + step);
        Path unfinished = hidden(folder, "unfinished");
        try {
            removeLeftovers();
            Files.createDirectories(unfinished);
            try {
                content.accept(unfinished);
                force(unfinished);
                remove(folder);
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(unfinished);
            }
            forceEntry(output);
            List<Path> all = all();
            for (Path old : all.subList(0, limit == 0 ? 0 : Math.max(0, all.size() - limit))) {
                remove(old);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Path hidden(Path folder, String state) {
        return output.resolve(".%s.%s".formatted(folder.getFileName(), state));
    }

    private void removeLeftovers() throws IOException {
        if (Files.isDirectory(output)) {
            try (Stream<Path> entries = Files.list(output)) {
                for (Path entry : entries.toList()) {
                    if (entry.getFileName().toString().startsWith(UNFINISHED)) {
                        delete(entry);
                    }
                }
            }
        }
    }

    /** Its name never stands for a part of it. */
    private void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            Path removed = hidden(folder, "removed");
            Files.move(folder, removed, StandardCopyOption.ATOMIC_MOVE);
            delete(removed);
        }
    }

    private static void force(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                forceEntry(entry);
            }
        }
        forceEntry(folder);
    }

    private static void forceEntry(Path entry) throws IOException {
        try (FileChannel channel = FileChannel.open(entry, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
