package dev.aoi.broker.registry;

/**
 * An event as it lies in the log.
 *
 * @param eventId names the record; every record has its own, so that compaction keeps all
 * @param after the revision its writer had seen; the event takes effect only on exactly that one,
 *     so of two registries that write at once, the first in the log wins on every reader
 */
record LoggedEvent(String eventId, long after, RegistryEvent event) {}
