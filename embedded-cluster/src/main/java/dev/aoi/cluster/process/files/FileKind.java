package dev.aoi.cluster.process.files;

/** Kinds of what is at a path. */
public enum FileKind {
    FILE,
    DIRECTORY,
    LINK
}
