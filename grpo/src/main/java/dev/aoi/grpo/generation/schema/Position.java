package dev.aoi.grpo.generation.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** All the places of a grammar at which a text may be; what follows is found out when asked for. */
final class Position {
    private final List<Frame> frames;
    private final boolean complete;
    private final @Nullable Position[] next;
    private long @Nullable [] mask;

    Position(List<Frame> frames, boolean complete, int classes) {
        this.frames = frames;
        this.complete = complete;
        this.next = new Position[classes];
    }

    /** The places that have a byte before them. */
    List<Frame> frames() {
        return frames;
    }

    /** Whether the text is a document. */
    boolean complete() {
        return complete;
    }

    /** Whether no document begins with the text. */
    boolean dead() {
        return !complete && frames.isEmpty();
    }

    @Nullable Position known(int byteClass) {
        return next[byteClass];
    }

    void learn(int byteClass, Position position) {
        next[byteClass] = position;
    }

    /** The tokens that may follow; null when that was not asked yet. */
    long @Nullable [] mask() {
        return mask;
    }

    void mask(long[] found) {
        mask = found;
    }
}
