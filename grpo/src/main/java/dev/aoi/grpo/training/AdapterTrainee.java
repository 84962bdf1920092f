package dev.aoi.grpo.training;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.weights.ModelFolderException;
import dev.aoi.grpo.weights.Safetensors;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Trains an adapter; the model below stays as it is. The reference of a KL term is the model alone,
 * or with the adapter that the training began with (TRL's adapter {@code ref}). The model may
 * compute in bfloat16, the adapter is to be in float32.
 *
 * @param model to which the adapter is attached
 * @param adapter in PEFT's form when written
 * @param base the model's name or folder, written with the adapter
 * @param reference a second adapter that nobody trains; absent when the reference is the model
 *     alone
 */
public record AdapterTrainee(
        DecoderModel model, LoraAdapter adapter, String base, @Nullable LoraAdapter reference)
        implements Trainee {

    /**
     * @throws IllegalArgumentException when the reference is the trained adapter itself
     */
    public AdapterTrainee {
        if (reference == adapter) {
            throw new IllegalArgumentException(
                    "the reference must be a second adapter; read its folder again");
        }
        adapter.attach(model);
        model.train(false);
        adapter.train(true);
    }

    /** With the model alone as reference: what a new adapter begins with. */
    public AdapterTrainee(DecoderModel model, LoraAdapter adapter, String base) {
        this(model, adapter, base, null);
    }

    @Override
    public SequencedMap<String, Tensor> parameters() {
        return adapter.parameters();
    }

    @Override
    public void begin(CounterRandom pass) {
        adapter.begin(pass);
    }

    @Override
    public void end() {
        adapter.end();
    }

    @Override
    public <T> T asReference(Function<DecoderModel, T> action) {
        adapter.detach(model);
        if (reference != null) {
            reference.attach(model);
        }
        try {
            return action.apply(model);
        } finally {
            if (reference != null) {
                reference.detach(model);
            }
            adapter.attach(model);
        }
    }

    @Override
    public void write(Path folder) {
        AdapterFolder.write(adapter, folder, base);
    }

    @Override
    public void read(Path folder) {
        LoraConfig stored = AdapterFolder.config(folder);
        if (!stored.equals(adapter.config())) {
            throw new ModelFolderException(
                    "%s holds an adapter of another shape, %s instead of %s; resume with the options of the run that wrote it"
                            .formatted(folder, stored, adapter.config()));
        }
        try (Safetensors file = Safetensors.open(folder.resolve("adapter_model.safetensors"))) {
            parameters().forEach((name, parameter) -> StoredTensor.copy(file, name, parameter));
        }
    }
}
