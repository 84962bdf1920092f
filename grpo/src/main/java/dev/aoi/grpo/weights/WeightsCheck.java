package dev.aoi.grpo.weights;

import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** Checks that a folder's tensors are those of its configuration. */
final class WeightsCheck {
    /** Old checkpoints store frequencies that follow from the configuration anyway. */
    private static final Pattern HARMLESS = Pattern.compile(".*\\.?rotary_emb\\.inv_freq");

    private WeightsCheck() {}

    /**
     * @throws ModelFolderException naming the first tensor that is missing, has another shape, is
     *     no floating-point tensor or is unknown
     */
    static void check(ModelConfig config, ModelWeights weights) {
        SequencedMap<String, List<Long>> expected = ExpectedTensors.of(config);
        expected.forEach((name, shape) -> checkOne(name, shape, weights));
        for (String name : weights.names()) {
            if (!expected.containsKey(name) && !isHarmless(name, config, weights)) {
                throw new ModelFolderException(
                        "%s holds tensor %s, which a %s model of this config.json does not have"
                                .formatted(
                                        weights.info(name).file(),
                                        name,
                                        config.family().modelType()));
            }
        }
    }

    private static void checkOne(String name, List<Long> shape, ModelWeights weights) {
        if (!weights.contains(name)) {
            throw new ModelFolderException(
                    "%s lacks tensor %s of shape %s; copy the complete model folder again"
                            .formatted(weights.directory(), name, shape));
        }
        TensorInfo info = weights.info(name);
        if (!info.shape().equals(shape)) {
            throw new ModelFolderException(
                    "%s: tensor %s has shape %s, but config.json makes it %s"
                            .formatted(info.file(), name, info.shape(), shape));
        }
        if (!info.type().isFloatingPoint()) {
            throw new ModelFolderException(
                    "%s: tensor %s has dtype %s, which is not a weight's; use F32, F16 or BF16"
                            .formatted(info.file(), name, info.type()));
        }
    }

    /** A head beside tied embeddings is let pass only where it is the embedding once more. */
    private static boolean isHarmless(String name, ModelConfig config, ModelWeights weights) {
        if (HARMLESS.matcher(name).matches()) {
            return true;
        }
        if (!name.equals(ExpectedTensors.HEAD) || !config.tiedEmbeddings()) {
            return false;
        }
        if (weights.segment(name).mismatch(weights.segment(ExpectedTensors.EMBEDDING)) == -1) {
            return true;
        }
        throw new ModelFolderException(
                "%s: tensor %s differs from %s although config.json ties them; set tie_word_embeddings to false"
                        .formatted(weights.info(name).file(), name, ExpectedTensors.EMBEDDING));
    }
}
