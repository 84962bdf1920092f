package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.ModelFolderException;
import dev.aoi.grpo.weights.RopeScaling;

import java.util.Optional;

/**
 * Finds the llama3 scaling behind a file's rotary factors: llama.cpp stores by how much each
 * frequency is divided, not the rule. Meta's models have low 1, high 4 and an original context of
 * 8192; the factor is the largest one stored. Other numbers are not guessed.
 */
final class RopeFactors {
    private static final double LOW = 1;
    private static final double HIGH = 4;
    private static final int ORIGINAL_CONTEXT = 8192;
    private static final double TOLERANCE = 1e-4;

    private final GgufFile file;
    private final double theta;

    /**
     * @param theta base of the rotary frequencies
     */
    RopeFactors(GgufFile file, double theta) {
        this.file = file;
        this.theta = theta;
    }

    /**
     * The scaling, or none where every factor is 1 or the file has none.
     *
     * @throws ModelFolderException when the factors follow another rule
     */
    Optional<RopeScaling.Llama3> scaling() {
        GgufTensor tensor = file.tensors().get(TensorNames.ROPE_FACTORS);
        if (tensor == null) {
            return Optional.empty();
        }
        float[] factors = new float[Math.toIntExact(tensor.elementCount())];
        Dequantizer.read(tensor.type(), file.segment(tensor.name()), 0, factors);
        double largest = 1;
        for (float factor : factors) {
            largest = Math.max(largest, factor);
        }
        for (int i = 0; i < factors.length; i++) {
            double expected = divisor(wavelength(i, factors.length), largest);
            if (!(Math.abs(factors[i] - expected) <= TOLERANCE * expected)) {
                throw new ModelFolderException(
                        "%s: %s[%d] is %s, where llama3 scaling by %s gives %s; such rotary factors cannot be imported"
                                .formatted(
                                        file.file(),
                                        tensor.name(),
                                        i,
                                        factors[i],
                                        largest,
                                        expected));
            }
        }
        return largest == 1
                ? Optional.empty()
                : Optional.of(new RopeScaling.Llama3(largest, LOW, HIGH, ORIGINAL_CONTEXT));
    }

    private double wavelength(int index, int count) {
        return 2 * Math.PI * Math.pow(theta, (double) index / count);
    }

    private static double divisor(double wavelength, double factor) {
        if (wavelength < ORIGINAL_CONTEXT / HIGH) {
            return 1;
        }
        if (wavelength > ORIGINAL_CONTEXT / LOW) {
            return factor;
        }
        double smooth = (ORIGINAL_CONTEXT / wavelength - LOW) / (HIGH - LOW);
        return 1 / ((1 - smooth) / factor + smooth);
    }
}
