package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ModelConfig;
import dev.aoi.grpo.weights.RopeScaling;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Rotary position embedding (Su et al. 2021): pairs of a head's coordinates are turned by an angle
 * that grows with the position; the first half of a head is paired with its second half.
 *
 * <p>Frequencies are float32 numbers, as in transformers; Llama 3.1's scaling stretches the long
 * waves (transformers, {@code _compute_llama3_parameters}).
 */
final class RotaryEmbedding {
    private final Tensor frequencies;
    private final Precision precision;
    private final long headSize;

    RotaryEmbedding(ModelConfig config, Precision precision) {
        this.precision = precision;
        this.headSize = config.headDim();
        this.frequencies =
                Scope.own(
                        TensorBytes.of(
                                frequencies(config.ropeTheta(), headSize, config.ropeScaling()),
                                headSize / 2));
    }

    /** Cosine and sine of the angles at some positions. */
    record Turns(Tensor cosine, Tensor sine) {

        /** Turned heads: (batch, heads, positions, head size). */
        Tensor apply(Tensor heads) {
            return Scope.of(
                    () -> {
                        long half = heads.size(-1) / 2;
                        Tensor first = heads.narrow(-1, 0, half);
                        Tensor second = heads.narrow(-1, half, half);
                        Tensor swapped = torch.cat(new TensorVector(second.neg(), first), -1);
                        return heads.mul(cosine).add(swapped.mul(sine));
                    });
        }
    }

    /**
     * The angles of positions.
     *
     * @param positions (batch or 1, positions), counted from 0
     * @return shaped (batch or 1, 1, positions, head size)
     */
    Turns at(Tensor positions) {
        try (Scope scope = Scope.open()) {
            ScalarType type = precision.careful();
            Tensor angles = positions.unsqueeze(-1).to(type).mul(frequencies.to(type));
            Tensor both = torch.cat(new TensorVector(angles, angles), -1).unsqueeze(1);
            return new Turns(
                    scope.keep(both.cos().to(precision.type())),
                    scope.keep(both.sin().to(precision.type())));
        }
    }

    private static float[] frequencies(double theta, long headSize, RopeScaling scaling) {
        try (Scope _ = Scope.open()) {
            Tensor steps =
                    torch.arange(new Scalar(0L), new Scalar(headSize), new Scalar(2L))
                            .to(ScalarType.Float)
                            .div(new Scalar((double) headSize));
            Tensor plain = torch.pow(new Scalar(theta), steps).reciprocal();
            float[] values = TensorBytes.floats(plain);
            for (int i = 0; i < values.length; i++) {
                values[i] = scaled(values[i], scaling);
            }
            return values;
        }
    }

    private static float scaled(float frequency, RopeScaling scaling) {
        return switch (scaling) {
            case RopeScaling.None() -> frequency;
            case RopeScaling.Linear(double factor) -> (float) (frequency / factor);
            case RopeScaling.Llama3(
                            double factor,
                            double lowFrequencyFactor,
                            double highFrequencyFactor,
                            int originalPositions) -> {
                float wave = (float) (2 * Math.PI) / frequency;
                if (wave < originalPositions / highFrequencyFactor) {
                    yield frequency;
                }
                if (wave > originalPositions / lowFrequencyFactor) {
                    yield (float) (frequency / factor);
                }
                float smooth =
                        (float)
                                ((originalPositions / wave - lowFrequencyFactor)
                                        / (highFrequencyFactor - lowFrequencyFactor));
                yield (1 - smooth) * (float) (frequency / factor) + smooth * frequency;
            }
        };
    }
}
