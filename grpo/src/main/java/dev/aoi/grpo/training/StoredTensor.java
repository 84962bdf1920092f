package dev.aoi.grpo.training;

import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ModelFolderException;
import dev.aoi.grpo.weights.Safetensors;

import org.bytedeco.pytorch.Tensor;

/** Reads a file's tensor into one that is there already. */
final class StoredTensor {
    private StoredTensor() {}

    /**
     * Copies a tensor.
     *
     * @throws ModelFolderException when it is missing or has another shape
     */
    static void copy(Safetensors file, String name, Tensor into) {
        if (!file.info(name).shape().equals(TensorBytes.shape(into))) {
            throw new ModelFolderException(
                    "%s: tensor %s has shape %s, but %s is needed; resume with the options of the run that wrote it"
                            .formatted(
                                    file.file(),
                                    name,
                                    file.info(name).shape(),
                                    TensorBytes.shape(into)));
        }
        Gradients.off(() -> Scope.of(() -> into.copy_(TensorBytes.read(file, name)).detach()));
    }
}
