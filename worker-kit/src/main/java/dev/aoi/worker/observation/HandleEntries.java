package dev.aoi.worker.observation;

import dev.aoi.kube.handle.HandleTable;
import dev.aoi.schemas.incident.HandleEntry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Handles between records and the command language. */
public final class HandleEntries {
    private HandleEntries() {}

    /** The table of these records; of several with the same handle the first counts. */
    public static HandleTable table(long seed, List<HandleEntry> entries) {
        Map<String, dev.aoi.kube.handle.HandleEntry> first = new LinkedHashMap<>();
        entries.forEach(e -> first.putIfAbsent(e.getHandle(), typed(e)));
        return HandleTable.of(seed, List.copyOf(first.values()));
    }

    /** The table and what these records add. */
    public static HandleTable plus(HandleTable table, List<HandleEntry> entries) {
        List<HandleEntry> all = new ArrayList<>(records(table.entries()));
        all.addAll(entries);
        return table(table.seed(), all);
    }

    /** The records of these entries. */
    public static List<HandleEntry> records(List<dev.aoi.kube.handle.HandleEntry> entries) {
        return entries.stream()
                .map(e -> new HandleEntry(e.handle(), e.kind(), e.namespace(), e.name(), e.uid()))
                .toList();
    }

    private static dev.aoi.kube.handle.HandleEntry typed(HandleEntry e) {
        return new dev.aoi.kube.handle.HandleEntry(
                e.getHandle(), e.getKind(), e.getNamespace(), e.getName(), e.getUid());
    }
}
