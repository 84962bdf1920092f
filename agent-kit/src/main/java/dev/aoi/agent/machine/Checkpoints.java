package dev.aoi.agent.machine;

import dev.aoi.schemas.topic.Topic;

import org.apache.avro.specific.SpecificRecord;

import java.util.Map;
import java.util.Optional;

/**
 * Snapshots of a role's open incidents in a compacted topic, so that a restart reads what is open
 * and not what was.
 *
 * @param <S> the role's state
 */
public interface Checkpoints<S> {

    /** The compacted topic, keyed by incident. */
    Topic topic();

    /**
     * The snapshot record.
     *
     * @param offsets per topic the next offset that is not folded in
     */
    SpecificRecord encode(S state, Map<String, Long> offsets);

    /** The state of a snapshot; empty when its form is too old, then the log is folded instead. */
    Optional<S> decode(SpecificRecord snapshot);

    /** The offsets of a snapshot. */
    Map<String, Long> offsets(SpecificRecord snapshot);
}
