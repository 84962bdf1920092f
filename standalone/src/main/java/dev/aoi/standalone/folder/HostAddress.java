package dev.aoi.standalone.folder;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where the folder's worlds are served, as {@code cluster.json} says. Like {@link StackAddress} it
 * proves nothing by itself. It stays when the host is killed, so that the next one takes the same
 * port and kubeconfigs stay good.
 *
 * @param pid process that serves
 * @param url base address of the host
 */
public record HostAddress(long pid, String url) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The host's port. */
    public int port() {
        return URI.create(url).getPort();
    }

    /** Writes it so that a reader sees the old file or the new one, never half of it. */
    public void write(AoiFolder folder) {
        Path draft = folder.root().resolve("cluster.json.new");
        try {
            Files.writeString(draft, JSON.writeValueAsString(this) + "\n");
            Files.move(
                    draft,
                    folder.host(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + folder.host(), e);
        }
    }

    /** What the folder says; empty when there is no readable file. */
    public static Optional<HostAddress> read(AoiFolder folder) {
        try {
            return Optional.of(JSON.readValue(Files.readString(folder.host()), HostAddress.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
