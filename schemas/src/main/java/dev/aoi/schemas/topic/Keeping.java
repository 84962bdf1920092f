package dev.aoi.schemas.topic;

/** How long the broker keeps a topic's records. */
public enum Keeping {
    /** Facts: as long as {@code AOI_RETENTION} says. */
    FACTS,
    /** State: only the last record of each key; a tombstone ends a key. */
    LATEST
}
