package dev.aoi.executor.machine;

import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.executor.WriteUnknown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The journal of an incident, by write. Kept until the incident is closed, because an applied
 * change can be taken back until then.
 *
 * @param intended intents in the order of the journal; the first of an id counts
 * @param outcomes what became of them; the first of an id counts
 * @param undone those taken back
 */
record WriteBook(
        Map<String, WriteIntended> intended,
        Map<String, WriteOutcome> outcomes,
        Map<String, WriteUndone> undone) {

    static final WriteBook BLANK = new WriteBook(Map.of(), Map.of(), Map.of());

    WriteBook with(WriteIntended fact) {
        return new WriteBook(plus(intended, fact.getWriteId(), fact), outcomes, undone);
    }

    WriteBook with(WriteApplied fact) {
        return with(fact.getWriteId(), new WriteOutcome.Applied(fact));
    }

    WriteBook with(WriteFailed fact) {
        return with(fact.getWriteId(), new WriteOutcome.Failed(fact));
    }

    WriteBook with(WriteUnknown fact) {
        return with(fact.getWriteId(), new WriteOutcome.Unknown(fact));
    }

    WriteBook with(WriteUndone fact) {
        return new WriteBook(intended, outcomes, plus(undone, fact.getWriteId(), fact));
    }

    private WriteBook with(String writeId, WriteOutcome outcome) {
        return new WriteBook(intended, plus(outcomes, writeId, outcome), undone);
    }

    /** The change that the cluster has and that was not taken back. */
    Optional<WriteApplied> standing(String writeId) {
        return !undone.containsKey(writeId)
                        && outcomes.get(writeId) instanceof WriteOutcome.Applied(var fact)
                ? Optional.of(fact)
                : Optional.empty();
    }

    /** Ids of the intents, newest first. */
    List<String> newestFirst() {
        List<String> ids = new ArrayList<>(intended.keySet());
        Collections.reverse(ids);
        return ids;
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        if (map.containsKey(key)) {
            return map;
        }
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return Collections.unmodifiableMap(more);
    }
}
