package dev.aoi.standalone.folder;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a stack can be reached, as {@code stack.json} in its data folder says. The file alone
 * proves nothing (its process may have been killed): only together with a held {@link FolderLock}
 * and a connection that answers.
 *
 * @param pid process that runs it
 * @param bootstrap Kafka's {@code bootstrap.servers}
 * @param registry address of the schema registry; empty when that is not part of it
 * @param cluster address of the world host; empty when that is not part of it
 * @param components what runs in it, e.g. broker, registry, observer
 * @param policy what its minds are, as shown to people
 * @param startedAt when it was ready
 */
public record StackAddress(
        long pid,
        String bootstrap,
        String registry,
        String cluster,
        List<String> components,
        String policy,
        Instant startedAt) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public StackAddress {
        components = List.copyOf(components);
    }

    /** Whether all six services run in it. */
    public boolean complete(List<String> services) {
        return components.containsAll(services);
    }

    /** Writes it so that a reader sees the old file or the new one, never half of it. */
    public void write(AoiFolder folder) {
        Path draft = folder.root().resolve("stack.json.new");
        try {
            Files.writeString(
                    draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
            Files.move(
                    draft,
                    folder.stack(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + folder.stack(), e);
        }
    }

    /** What the folder says; empty when there is no readable file. */
    public static Optional<StackAddress> read(AoiFolder folder) {
        try {
            return Optional.of(
                    JSON.readValue(Files.readString(folder.stack()), StackAddress.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Removes the file of a stack that ended. */
    public static void remove(AoiFolder folder) {
        try {
            Files.deleteIfExists(folder.stack());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove " + folder.stack(), e);
        }
    }
}
