package dev.aoi.grpo.lora;

import dev.aoi.grpo.model.Projection;

import java.util.Set;

/**
 * The shape of a low-rank adapter (Hu et al. 2022), by PEFT's names.
 *
 * @param rank {@code r}: rows of A and columns of B; 1 and more
 * @param alpha {@code lora_alpha}: the update is multiplied by alpha / rank
 * @param dropout {@code lora_dropout}: share of the inputs that training leaves out, 0 to below 1
 * @param rankStabilised {@code use_rslora}: the factor is alpha / sqrt(rank) instead (Kalajdzievski
 *     2023)
 * @param targets {@code target_modules}
 */
public record LoraConfig(
        int rank, double alpha, double dropout, boolean rankStabilised, Set<Projection> targets) {

    public LoraConfig {
        if (rank < 1) {
            throw new IllegalArgumentException("r must be 1 or more, but is " + rank);
        }
        if (!Double.isFinite(alpha)) {
            throw new IllegalArgumentException("lora_alpha must be a number, but is " + alpha);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException(
                    "lora_dropout must be from 0 to below 1, but is " + dropout);
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "target_modules is empty; name at least one projection");
        }
        targets = Set.copyOf(targets);
    }

    /** TRL's {@code ModelConfig}: rank 16, alpha 32, all projections; but without dropout. */
    public static LoraConfig standard() {
        return of(16, 32);
    }

    /** All projections, without dropout. */
    public static LoraConfig of(int rank, double alpha) {
        return new LoraConfig(rank, alpha, 0, false, Set.of(Projection.values()));
    }

    /** What the update is multiplied by. */
    public double scaling() {
        return rankStabilised ? alpha / Math.sqrt(rank) : alpha / rank;
    }
}
