package dev.aoi.grpo.weights;

/**
 * Reads rotary parameters in both forms: {@code rope_parameters} of transformers 5, and {@code
 * rope_theta} with {@code rope_scaling} of before. Where both stand, the old scaling wins and a
 * theta inside the object wins, as in transformers.
 */
final class RopeReader {
    private static final double DEFAULT_THETA = 10_000;

    /** Models with several layer types nest the parameters under each type's name. */
    private static final String PER_LAYER_TYPE = "full_attention";

    private final ConfigJson outer;
    private final ConfigJson rope;
    private final int maxPositions;

    RopeReader(ConfigJson json, int maxPositions) {
        ConfigJson old = json.nested("rope_scaling");
        this.outer = json;
        this.rope = old.json().isEmpty() ? json.nested("rope_parameters") : old;
        this.maxPositions = maxPositions;
    }

    double theta() {
        double theta = rope.number("rope_theta", outer.number("rope_theta", DEFAULT_THETA));
        if (!(theta > 0)) {
            throw (rope.given("rope_theta") ? rope : outer).mustBe("rope_theta", "above 0");
        }
        return theta;
    }

    RopeScaling scaling() {
        if (rope.given(PER_LAYER_TYPE)) {
            throw rope.notSupported(PER_LAYER_TYPE, "give one set of parameters for all layers");
        }
        for (ConfigJson json : new ConfigJson[] {outer, rope}) {
            if (json.number("partial_rotary_factor", 1) != 1) {
                throw json.notSupported("partial_rotary_factor", "only 1 is known");
            }
        }
        String key = rope.given("rope_type") ? "rope_type" : "type";
        return switch (rope.text(key, "default")) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(factor());
            case "llama3" -> llama3();
            default -> throw rope.notSupported(key, "only default, linear and llama3 are known");
        };
    }

    private RopeScaling llama3() {
        double low = required("low_freq_factor");
        double high = required("high_freq_factor");
        if (!(low > 0) || !(high > low)) {
            throw rope.mustBe(
                    "high_freq_factor", "above low_freq_factor = " + low + ", both above 0");
        }
        return new RopeScaling.Llama3(
                factor(),
                low,
                high,
                rope.positive("original_max_position_embeddings", maxPositions));
    }

    private double factor() {
        double factor = required("factor");
        if (!(factor >= 1)) {
            throw rope.mustBe("factor", "at least 1");
        }
        return factor;
    }

    private double required(String key) {
        if (!rope.given(key)) {
            throw new ModelFolderException(
                    "%s has no %s, which its rope type needs".formatted(rope.source(), key));
        }
        return rope.number(key, Double.NaN);
    }
}
