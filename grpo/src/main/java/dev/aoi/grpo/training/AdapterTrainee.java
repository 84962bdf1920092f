package dev.aoi.grpo.training;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.weights.Safetensors;

import org.bytedeco.pytorch.Tensor;

import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Trains an adapter; the model below stays as it is and serves as reference. The model may compute
 * in bfloat16, the adapter is to be in float32.
 *
 * @param model to which the adapter is attached
 * @param adapter in PEFT's form when written
 * @param base the model's name or folder, written with the adapter
 */
public record AdapterTrainee(DecoderModel model, LoraAdapter adapter, String base)
        implements Trainee {

    public AdapterTrainee {
        adapter.attach(model);
        model.train(false);
        adapter.train(true);
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
        try {
            return action.apply(model);
        } finally {
            adapter.attach(model);
        }
    }

    @Override
    public void write(Path folder) {
        AdapterFolder.write(adapter, folder, base);
    }

    @Override
    public void read(Path folder) {
        try (Safetensors file = Safetensors.open(folder.resolve("adapter_model.safetensors"))) {
            parameters().forEach((name, parameter) -> StoredTensor.copy(file, name, parameter));
        }
    }
}
