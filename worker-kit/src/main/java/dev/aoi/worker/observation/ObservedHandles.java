package dev.aoi.worker.observation;

import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.schemas.incident.HandleEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The handles that an observation returns, as many as fit its record.
 *
 * @param entries in the order in which the objects were seen
 * @param leftOut objects for which there was no room
 * @param bytes what the entries take in a record, at most
 */
record ObservedHandles(List<HandleEntry> entries, int leftOut, int bytes) {
    private static final int MOST_BYTES = 192 * 1024;
    private static final int ENTRY_OVERHEAD = 64;

    ObservedHandles {
        entries = List.copyOf(entries);
    }

    /**
     * Gives handles to objects.
     *
     * @param before objects that have one already
     */
    static ObservedHandles of(HandleTable before, List<ObservedObject> observed) {
        HandleTable table = before.with(observed);
        List<HandleEntry> all =
                HandleEntries.records(
                        observed.stream().map(table::of).flatMap(Optional::stream).toList());
        List<HandleEntry> fitting = new ArrayList<>();
        int used = 0;
        for (HandleEntry entry : all) {
            int more = size(entry);
            if (used + more > MOST_BYTES) {
                break;
            }
            used += more;
            fitting.add(entry);
        }
        return new ObservedHandles(fitting, all.size() - fitting.size(), used);
    }

    private static int size(HandleEntry entry) {
        return ENTRY_OVERHEAD
                + OutputChunks.bytes(entry.getName() + entry.getNamespace())
                + OutputChunks.bytes(entry.getKind() + entry.getUid());
    }
}
