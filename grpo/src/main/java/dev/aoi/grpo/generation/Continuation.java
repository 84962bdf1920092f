package dev.aoi.grpo.generation;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The sequences that are written side by side once their prompts have gone through the model. */
interface Continuation extends AutoCloseable {

    /** In the order of the logits' rows. */
    List<Sequence> sequences();

    /**
     * Sends each sequence's last token through the model.
     *
     * @return logits of the tokens after them, row-major float32; valid until the next call
     */
    MemorySegment next();

    /** This one, or a smaller one when half of it has ended; this one is closed then. */
    Continuation withoutFinished();

    @Override
    void close();

    /** Rows that go on when at least half has ended; empty when all stay. */
    static List<Integer> goingOn(List<Sequence> sequences) {
        List<Integer> going = new ArrayList<>();
        for (int row = 0; row < sequences.size(); row++) {
            if (!sequences.get(row).finished()) {
                going.add(row);
            }
        }
        return 2 * going.size() > sequences.size() ? List.of() : going;
    }
}
