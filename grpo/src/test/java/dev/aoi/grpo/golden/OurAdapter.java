package dev.aoi.grpo.golden;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.model.Projection;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ModelConfig;

import org.bytedeco.pytorch.Tensor;

import java.nio.file.Path;
import java.util.Set;

/**
 * An adapter that this library writes and golden_adapters.py opens with peft. Run it with a folder
 * to write those of all families into.
 */
final class OurAdapter {
    private OurAdapter() {}

    public static void main(String[] arguments) {
        for (String family : new String[] {"qwen2", "qwen3", "llama"}) {
            write(family, Path.of(arguments[0], family));
        }
    }

    /** Writes a family's adapter; always the same. */
    static void write(String family, Path folder) {
        try (Scope _ = Scope.open();
                LoraAdapter adapter = make(family)) {
            AdapterFolder.write(adapter, folder, family);
        }
    }

    private static LoraAdapter make(String family) {
        Set<Projection> targets =
                family.equals("llama")
                        ? Set.of(Projection.QUERY, Projection.VALUE, Projection.DOWN)
                        : Set.of(Projection.values());
        LoraConfig config = new LoraConfig(3, 6, 0.1, family.equals("qwen3"), targets);
        ModelConfig model = ModelConfig.read(Golden.family(family));
        LoraAdapter adapter = LoraAdapter.create(config, model, Precision.FLOAT32, 5);
        CounterRandom random = new CounterRandom(6, 0);
        Gradients.off(
                () -> {
                    adapter.parameters()
                            .forEach(
                                    (name, parameter) -> {
                                        if (name.contains("lora_B")) {
                                            parameter.copy_(values(random, name, parameter));
                                        }
                                    });
                    return adapter;
                });
        return adapter;
    }

    /** Multiples of 1/64, which every machine computes alike. */
    private static Tensor values(CounterRandom random, String name, Tensor like) {
        float[] values = new float[(int) like.numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (random.at(name.hashCode()).bits(i) & 15) / 64f - 0.125f;
        }
        return TensorBytes.of(values, like.size(0), like.size(1));
    }
}
