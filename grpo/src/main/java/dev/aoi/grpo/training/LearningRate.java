package dev.aoi.grpo.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the learning rate goes over the steps, by transformers' {@code lr_scheduler_type}; in front
 * of each is a linear warm-up, but for {@link #CONSTANT}.
 */
public enum LearningRate {
    /** Down to 0 in a straight line: default. */
    LINEAR {
        @Override
        double after(double done, double left) {
            return left;
        }
    },
    /** Down to 0 along half a wave (Loshchilov and Hutter 2017). */
    COSINE {
        @Override
        double after(double done, double left) {
            return 0.5 * (1 + Math.cos(Math.PI * done));
        }
    },
    /** Always the same, without a warm-up. */
    CONSTANT {
        @Override
        double after(double done, double left) {
            return 1;
        }
    },
    /** Always the same behind the warm-up. */
    CONSTANT_WITH_WARMUP {
        @Override
        double after(double done, double left) {
            return 1;
        }
    };

    /**
     * The share of the learning rate behind the warm-up.
     *
     * @param done share of the steps that are over
     * @param left share of the steps that are left
     */
    abstract double after(double done, double left);

    /**
     * The share of the learning rate that a step takes.
     *
     * @param step counted from 0
     * @param warmup steps of the warm-up
     * @param steps of the whole training
     */
    public double factor(long step, long warmup, long steps) {
        if (this != CONSTANT && step < warmup) {
            return (double) step / Math.max(1, warmup);
        }
        double rest = Math.max(1, steps - warmup);
        double factor = after((step - warmup) / rest, (steps - step) / rest);
        return Math.max(0, factor);
    }

    /**
     * The schedule of a name such as {@code constant_with_warmup}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static LearningRate named(String name) {
        return Arrays.stream(values())
                .filter(it -> it.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "lr_scheduler_type %s is not known; there are %s"
                                                .formatted(
                                                        name,
                                                        Arrays.stream(values())
                                                                .map(LearningRate::toString)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** The name in transformers. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
