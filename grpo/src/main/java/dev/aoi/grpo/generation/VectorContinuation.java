package dev.aoi.grpo.generation;

import dev.aoi.grpo.decoding.VectorDecoder;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** Goes on in Java's vector instructions. */
final class VectorContinuation implements Continuation {
    private final VectorDecoder decoder;
    private List<Sequence> sequences;

    VectorContinuation(VectorDecoder decoder, List<Sequence> sequences) {
        this.decoder = decoder;
        this.sequences = sequences;
    }

    @Override
    public List<Sequence> sequences() {
        return sequences;
    }

    @Override
    public MemorySegment next() {
        int[] tokens = new int[sequences.size()];
        for (int row = 0; row < tokens.length; row++) {
            tokens[row] = sequences.get(row).last();
        }
        return decoder.next(tokens);
    }

    @Override
    public Continuation withoutFinished() {
        List<Integer> going = Continuation.goingOn(sequences);
        if (!going.isEmpty()) {
            decoder.keep(going);
            sequences = going.stream().map(sequences::get).toList();
        }
        return this;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
