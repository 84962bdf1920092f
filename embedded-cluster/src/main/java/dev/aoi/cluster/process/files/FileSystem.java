package dev.aoi.cluster.process.files;

import java.util.List;
import java.util.Optional;

/** Files of one container. Paths are absolute, without {@code .} and {@code ..}. */
public interface FileSystem {
    /**
     * Content of a file.
     *
     * @throws FileError when there is no such file or it cannot be read
     */
    String read(String path) throws FileError;

    /**
     * Writes a file, making it when it is not there.
     *
     * @throws FileError when its directory is missing, or it cannot be written
     */
    void write(String path, String content, boolean append) throws FileError;

    /**
     * Makes a directory whose parent exists.
     *
     * @throws FileError when it cannot be made
     */
    void mkdir(String path) throws FileError;

    /**
     * Removes a file or an empty directory.
     *
     * @throws FileError when it cannot be removed
     */
    void remove(String path) throws FileError;

    /** What is at a path. */
    Optional<FileKind> kind(String path);

    /** Names in a directory, sorted; empty when it is none. */
    List<String> list(String path);

    /** Mounts, in the order in which they were made. */
    List<Mount> mounts();

    /**
     * A mount.
     *
     * @param type file system as {@code mount} names it
     */
    record Mount(String source, String path, String type, boolean readOnly) {}
}
