package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.secrets.SecretSource;
import dev.aoi.standalone.stack.BackgroundHost;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** The clusters that a person asked for, as opposed to worlds of incidents. */
final class OwnClusters {
    private OwnClusters() {}

    /** Their names. */
    static List<String> of(AoiFolder folder) {
        if (!Files.isDirectory(folder.kubeconfigs())) {
            return List.of();
        }
        try (Stream<java.nio.file.Path> files = Files.list(folder.kubeconfigs())) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw CommandFailure.environment(
                    "The folder " + folder.kubeconfigs() + " cannot be read.", e);
        }
    }

    /** The named one, or the only one. */
    static String chosen(List<String> own, @Nullable String name) {
        if (name == null && own.size() == 1) {
            return own.getFirst();
        }
        if (name != null && own.contains(name)) {
            return name;
        }
        throw CommandFailure.usage(
                (name == null ? "Say which cluster" : "There is no cluster " + name)
                        + (own.isEmpty()
                                ? "; there is none, 'aoi cluster up' makes one."
                                : ": " + String.join(", ", own) + "."));
    }

    /** The host that serves them. */
    static BackgroundHost host(Session session, AoiFolder folder) {
        return BackgroundHost.findOrStart(folder, SecretSource.of(session.environment(), folder));
    }
}
