package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.weights.ModelConfig;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Causal self-attention in which several query heads share a key and value head (GQA, Ainslie et
 * al. 2023), with rotary positions, and in Qwen3 with normalised queries and keys.
 */
final class Attention {
    private final int layer;
    private final long headSize;
    private final long heads;
    private final long keyValueHeads;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final @Nullable RmsNorm queryNorm;
    private final @Nullable RmsNorm keyNorm;

    Attention(int layer, ModelConfig config, LayerWeights weights) {
        this.layer = layer;
        this.headSize = config.headDim();
        this.heads = config.heads();
        this.keyValueHeads = config.keyValueHeads();
        this.query = weights.projection(Projection.QUERY);
        this.key = weights.projection(Projection.KEY);
        this.value = weights.projection(Projection.VALUE);
        this.output = weights.projection(Projection.OUTPUT);
        this.queryNorm = config.queryKeyNorm() ? weights.norm("self_attn.q_norm") : null;
        this.keyNorm = config.queryKeyNorm() ? weights.norm("self_attn.k_norm") : null;
    }

    Tensor apply(
            Tensor input,
            RotaryEmbedding.Turns turns,
            Attendance attendance,
            @Nullable KeyValueCache cache) {
        return Scope.of(
                () -> {
                    Tensor queries = turns.apply(split(query.apply(input), heads, queryNorm));
                    Tensor keys = turns.apply(split(key.apply(input), keyValueHeads, keyNorm));
                    Tensor values = split(value.apply(input), keyValueHeads, null);
                    if (cache != null) {
                        KeyValueCache.Seen seen = cache.append(layer, keys, values);
                        keys = seen.keys();
                        values = seen.values();
                    }
                    Tensor mixed = mixed(queries, keys, values, attendance);
                    return output.apply(
                            mixed.reshape(input.size(0), input.size(1), heads * headSize));
                });
    }

    /** Values by attention, (batch, positions, heads, head size). */
    private Tensor mixed(Tensor queries, Tensor keys, Tensor values, Attendance attendance) {
        return switch (attendance) {
            case SequenceAttendance sequences -> mixed(queries, keys, values, sequences);
            case GroupAttendance groups -> mixed(queries, keys, values, groups);
        };
    }

    /**
     * A single position's query heads stand as positions of the key heads that they share, so that
     * no key is repeated.
     */
    private Tensor mixed(
            Tensor queries, Tensor keys, Tensor values, SequenceAttendance attendance) {
        if (queries.size(2) == 1) {
            Tensor grouped =
                    queries.reshape(
                            queries.size(0), keyValueHeads, heads / keyValueHeads, headSize);
            return attend(grouped, keys, values, attendance.mask(), false);
        }
        return attend(queries, shared(keys), shared(values), attendance.mask(), attendance.causal())
                .transpose(1, 2);
    }

    private Tensor mixed(Tensor queries, Tensor keys, Tensor values, GroupAttendance groups) {
        Tensor promptKeys = groups.ofPrompts(keys);
        Tensor promptValues = groups.ofPrompts(values);
        Tensor prompts =
                attend(
                        groups.ofPrompts(queries),
                        shared(promptKeys),
                        shared(promptValues),
                        groups.promptMask(),
                        false);
        Tensor completions =
                attend(
                        groups.ofCompletions(queries),
                        shared(behind(promptKeys, groups.ofCompletions(keys), groups)),
                        shared(behind(promptValues, groups.ofCompletions(values), groups)),
                        groups.completionMask(),
                        false);
        return torch.cat(new TensorVector(inRow(prompts), inRow(completions)), 1);
    }

    /** Completions' keys or values behind those of their prompts. */
    private static Tensor behind(Tensor prompts, Tensor completions, GroupAttendance groups) {
        Tensor own = prompts.index_select(0, groups.promptOf());
        return torch.cat(new TensorVector(own, completions), 2);
    }

    private Tensor inRow(Tensor parts) {
        return parts.transpose(1, 2).reshape(1, -1, heads, headSize);
    }

    private static Tensor attend(
            Tensor queries, Tensor keys, Tensor values, @Nullable Tensor mask, boolean causal) {
        return torch.scaled_dot_product_attention(
                queries,
                keys,
                values,
                mask == null ? new TensorOptional() : new TensorOptional(mask),
                0,
                causal,
                new DoubleOptional(),
                false);
    }

    private Tensor split(Tensor projected, long count, @Nullable RmsNorm norm) {
        Tensor parts = projected.view(projected.size(0), projected.size(1), count, headSize);
        return (norm == null ? parts : norm.apply(parts)).transpose(1, 2);
    }

    /** Key or value heads, each repeated for the query heads that share it. */
    private Tensor shared(Tensor parts) {
        long sharers = heads / keyValueHeads;
        if (sharers == 1) {
            return parts;
        }
        long batch = parts.size(0);
        long positions = parts.size(2);
        return parts.unsqueeze(2)
                .expand(batch, keyValueHeads, sharers, positions, headSize)
                .reshape(batch, heads, positions, headSize);
    }
}
