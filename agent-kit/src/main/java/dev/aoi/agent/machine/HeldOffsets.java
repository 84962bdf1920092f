package dev.aoi.agent.machine;

import java.util.TreeSet;

/**
 * Which offset of one partition may be committed: the lowest that is unfinished. Facts of an open
 * incident stay unfinished, so that a restart reads them again.
 */
final class HeldOffsets {
    private final TreeSet<Long> held = new TreeSet<>();
    private long next;
    private long committed = -1;

    HeldOffsets(long next) {
        this.next = next;
    }

    void read(long offset) {
        next = Math.max(next, offset + 1);
        held.add(offset);
    }

    void release(long offset) {
        held.remove(offset);
    }

    /** The next offset to be read. */
    long next() {
        return next;
    }

    long committable() {
        return held.isEmpty() ? next : held.first();
    }

    /** Whether a commit would tell the group something new; remembers that it was told. */
    boolean advanceCommit() {
        long now = committable();
        if (now == committed) {
            return false;
        }
        committed = now;
        return true;
    }
}
