package dev.aoi.grpo.decoding;

import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.KeyValueCache;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ModelConfig;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sends the new tokens of completions through a model, one of each at a time, in Java's vector
 * instructions.
 *
 * <ol>
 *   <li>It begins with the keys and values that the prompts left in a cache; completions of a
 *       prompt share them.
 *   <li>{@link #next} embeds the tokens, goes through the layers and tells each row's logits. No
 *       tensor is made on the way, weights are read where libtorch keeps them, each once for 8
 *       rows.
 *   <li>{@link #keep} drops rows that have ended.
 * </ol>
 *
 * <p>What must hold: the model is not trained meanwhile. A row's numbers do not depend on the rows
 * beside it.
 */
public final class VectorDecoder implements AutoCloseable {
    private static final int PARTS = 4;

    private final ModelConfig config;
    private final DecoderMatrices matrices;
    private final Rotation rotation;
    private final HeadAttention attention;
    private final Workers workers;
    private final DecoderMemory memory;
    private final MemorySegment logits;
    private final float[][] scores;
    private final float[][] sums;
    private List<DecoderRow> rows;
    private RowBlocks blocks;

    /**
     * Takes over after the prompts.
     *
     * @param prompted what the prompts left, a row for each, padded on the left
     * @param promptLengths in tokens, without padding
     * @param each completions of a prompt
     * @param most new tokens of a completion
     * @param threads that compute
     */
    public VectorDecoder(
            DecoderModel model,
            KeyValueCache prompted,
            int[] promptLengths,
            int each,
            int most,
            int threads) {
        this.config = model.config();
        this.matrices = new DecoderMatrices(model);
        this.attention = new HeadAttention(config.keyValueHeads(), config.headDim());
        this.workers = new Workers(threads);
        this.rows = rows(prompted, promptLengths, each);
        this.blocks = new RowBlocks(rows.size());
        this.memory = DecoderMemory.of(config, rows.size());
        this.logits = MemorySegment.ofArray(memory.logits());
        int positions = 0;
        for (int length : promptLengths) {
            positions = Math.max(positions, length + most);
        }
        this.rotation = rotation(model, positions);
        this.scores = new float[threads][positions + 2 * Lanes.COUNT];
        this.sums = new float[threads][Matrix.SUMS];
    }

    /** Whether this JVM and a model fit. */
    public static boolean supports(DecoderModel model) {
        return VectorModule.isPresent() && DecoderMatrices.fit(model);
    }

    private static Rotation rotation(DecoderModel model, int positions) {
        try (Scope _ = Scope.open()) {
            List<Tensor> angles = model.rotation(positions);
            return new Rotation(
                    TensorBytes.floats(angles.getFirst()),
                    TensorBytes.floats(angles.getLast()),
                    model.config().headDim());
        }
    }

    private List<DecoderRow> rows(KeyValueCache prompted, int[] promptLengths, int each) {
        List<DecoderRow> made = new ArrayList<>();
        for (int prompt = 0; prompt < promptLengths.length; prompt++) {
            Stretch shared = stretch();
            for (int layer = 0; layer < config.layers(); layer++) {
                fill(shared, layer, prompted, prompt, promptLengths[prompt]);
            }
            shared.advance(promptLengths[prompt]);
            for (int i = 0; i < each; i++) {
                made.add(new DecoderRow(shared, stretch()));
            }
        }
        return made;
    }

    private Stretch stretch() {
        return new Stretch(config.layers(), config.keyValueHeads(), config.headDim());
    }

    private void fill(Stretch stretch, int layer, KeyValueCache prompted, int prompt, int length) {
        int width = config.keyValueHeads() * config.headDim();
        float[] keys = prompted.keys(layer, prompt, length);
        float[] values = prompted.values(layer, prompt, length);
        for (int position = 0; position < length; position++) {
            stretch.put(layer, position, keys, position * width, values, position * width);
        }
    }

    /**
     * The logits after one more token of each row.
     *
     * @param tokens of the rows
     * @return row-major float32 numbers, valid until the next call
     */
    public MemorySegment next(int[] tokens) {
        embed(tokens);
        int layer = 0;
        for (LayerMatrices weights : matrices.layers()) {
            attend(layer, weights);
            feedForward(weights);
            layer++;
        }
        rows.forEach(row -> row.own().advance(1));
        matrices.norm().apply(blocks, memory.states(), memory.normed());
        workers.share(
                config.vocabularySize(),
                grain(matrices.head()),
                (worker, from, to) ->
                        matrices.head()
                                .multiplyPlain(
                                        blocks,
                                        memory.normed(),
                                        memory.logits(),
                                        from,
                                        to,
                                        sums[worker]));
        return logits;
    }

    private void embed(int[] tokens) {
        int lanes = Lanes.COUNT;
        int width = config.hiddenSize();
        for (int row = 0; row < rows.size(); row++) {
            int step = blocks.step(row);
            int place = blocks.start(row, width);
            for (int i = 0; i < width; i += lanes, place += step) {
                matrices.embedding().copy(tokens[row], i, memory.states(), place, lanes);
            }
        }
    }

    /** Outputs that a thread computes at a time: few times as many parts as threads. */
    private int grain(Matrix matrix) {
        int parts = PARTS * workers.threads();
        return Math.max(Lanes.COUNT, matrix.outputs() / parts / Lanes.COUNT * Lanes.COUNT);
    }

    private void multiply(Matrix matrix, float[] x, float[] y) {
        workers.share(
                matrix.outputs(),
                grain(matrix),
                (worker, from, to) -> matrix.multiply(blocks, x, y, from, to, sums[worker]));
    }

    private void attend(int layer, LayerMatrices weights) {
        weights.inputNorm().apply(blocks, memory.states(), memory.normed());
        multiply(weights.query(), memory.normed(), memory.queries());
        multiply(weights.key(), memory.normed(), memory.keys());
        multiply(weights.value(), memory.normed(), memory.values());
        for (int row = 0; row < rows.size(); row++) {
            place(layer, weights, row);
        }
        int heads = config.keyValueHeads();
        workers.share(
                rows.size() * heads,
                1,
                (worker, from, to) -> {
                    for (int part = from; part < to; part++) {
                        mix(layer, part / heads, part % heads, scores[worker]);
                    }
                });
        multiply(weights.output(), memory.mixed(), memory.added());
        Lanes.add(memory.states(), memory.added(), blocks.capacity() * config.hiddenSize());
    }

    /** Norms and turns a row's heads and appends its key and value. */
    private void place(int layer, LayerMatrices weights, int row) {
        int size = config.headDim();
        int width = config.keyValueHeads() * size;
        int queries = config.heads() * size;
        DecoderRow own = rows.get(row);
        turn(weights.queryNorm(), memory.queries(), row, queries, memory.turned(), row * queries);
        turn(weights.keyNorm(), memory.keys(), row, width, memory.turnedKey(), 0);
        int step = blocks.step(row);
        int at = blocks.start(row, width);
        for (int i = 0; i < width; i += Lanes.COUNT, at += step) {
            System.arraycopy(memory.values(), at, memory.plainValue(), i, Lanes.COUNT);
        }
        own.own().append(layer, memory.turnedKey(), 0, memory.plainValue(), 0);
    }

    private void turn(
            @Nullable Norm norm, float[] heads, int row, int width, float[] turned, int to) {
        int size = config.headDim();
        int step = blocks.step(row);
        int position = rows.get(row).position();
        for (int head = 0; head < width / size; head++) {
            int at = blocks.start(row, width) + head * size / Lanes.COUNT * step;
            if (norm != null) {
                norm.apply(heads, heads, at, step);
            }
            rotation.turn(position, heads, at, step, turned, to + head * size);
        }
    }

    /** What the query heads that share a key head see. */
    private void mix(int layer, int row, int keyHead, float[] room) {
        int size = config.headDim();
        int sharers = config.heads() / config.keyValueHeads();
        int queries = config.heads() * size;
        Stretch prompt = rows.get(row).prompt();
        Stretch own = rows.get(row).own();
        int ownLength = own.length() + 1;
        int ownAt = HeadAttention.padded(prompt.length());
        int step = blocks.step(row);
        for (int head = keyHead * sharers; head < (keyHead + 1) * sharers; head++) {
            int query = row * queries + head * size;
            float[] turned = memory.turned();
            attention.score(prompt.keys(layer), keyHead, prompt.length(), turned, query, room, 0);
            attention.score(own.keys(layer), keyHead, ownLength, turned, query, room, ownAt);
            HeadAttention.softmax(room, ownAt + HeadAttention.padded(ownLength));
            // The turned query has been read: its place takes the head's mix.
            Arrays.fill(turned, query, query + size, 0);
            attention.mix(prompt.values(layer), keyHead, prompt.length(), room, 0, turned, query);
            attention.mix(own.values(layer), keyHead, ownLength, room, ownAt, turned, query);
            int at = blocks.start(row, queries) + head * size / Lanes.COUNT * step;
            for (int i = 0; i < size; i += Lanes.COUNT, at += step) {
                System.arraycopy(turned, query + i, memory.mixed(), at, Lanes.COUNT);
            }
        }
    }

    private void feedForward(LayerMatrices weights) {
        weights.outputNorm().apply(blocks, memory.states(), memory.normed());
        multiply(weights.gate(), memory.normed(), memory.gates());
        multiply(weights.up(), memory.normed(), memory.ups());
        Lanes.gate(memory.gates(), memory.ups(), blocks.capacity() * config.intermediateSize());
        multiply(weights.down(), memory.gates(), memory.added());
        Lanes.add(memory.states(), memory.added(), blocks.capacity() * config.hiddenSize());
    }

    /**
     * Goes on with some rows.
     *
     * @param kept their numbers, ascending
     */
    public void keep(List<Integer> kept) {
        rows = kept.stream().map(rows::get).toList();
        blocks = new RowBlocks(rows.size());
        memory.clear();
    }

    @Override
    public void close() {
        workers.close();
        matrices.close();
    }
}
