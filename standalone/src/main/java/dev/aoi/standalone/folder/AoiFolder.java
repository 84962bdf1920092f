package dev.aoi.standalone.folder;

import dev.aoi.cluster.host.OwnAuthority;
import dev.aoi.standalone.CommandFailure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The data folder of one stack.
 *
 * @param root absolute
 */
public record AoiFolder(Path root) {

    public AoiFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** Kafka's data. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** Logs of the embedded worlds. */
    public Path worlds() {
        return root.resolve("worlds");
    }

    /** The certificate of the worlds' host, in PEM. */
    public Path worldsCa() {
        return OwnAuthority.certificateFile(worlds());
    }

    /** Where the worlds are served. */
    public Path host() {
        return root.resolve("cluster.json");
    }

    /** Kubeconfigs of the worlds that a person asked for, one file each. */
    public Path kubeconfigs() {
        return root.resolve("kubeconfigs");
    }

    /** Held by the process that serves the worlds. */
    public Path worldsLock() {
        return root.resolve("worlds.lock");
    }

    /** Data sets that the trainer keeps. */
    public Path trajectories() {
        return root.resolve("trajectories");
    }

    /** One report per incident that {@code aoi run} opened. */
    public Path reports() {
        return root.resolve("reports");
    }

    /** Log files of everything that runs here. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** Secrets of the roles, mode 0600. */
    public Path secrets() {
        return root.resolve("secrets.json");
    }

    /** Where the stack that is up can be reached. */
    public Path stack() {
        return root.resolve("stack.json");
    }

    /** Held by the process that runs a stack here. */
    public Path lock() {
        return root.resolve("lock");
    }

    /** Whether it is there. */
    public boolean exists() {
        return Files.isDirectory(root);
    }

    /** Whether a broker ever kept data here. */
    public boolean hasLog() {
        return Files.isDirectory(kafka());
    }

    /**
     * Makes the folder where it is missing.
     *
     * @throws CommandFailure if it cannot be made or written
     */
    public void create() {
        try {
            Files.createDirectories(root);
            Files.createDirectories(logs());
            Files.delete(Files.createTempFile(root, ".writable", ""));
        } catch (AccessDeniedException e) {
            throw unusable("permission denied", e);
        } catch (IOException e) {
            throw unusable(e.getClass().getSimpleName() + " " + e.getMessage(), e);
        }
    }

    private CommandFailure unusable(String why, IOException cause) {
        return CommandFailure.environment(
                "The data folder "
                        + root
                        + " cannot be written ("
                        + why
                        + "); choose another one with --data or AOI_HOME.",
                cause);
    }
}
