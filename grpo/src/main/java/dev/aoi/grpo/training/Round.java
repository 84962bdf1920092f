package dev.aoi.grpo.training;

import dev.aoi.grpo.loss.LossBatch;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.Safetensors;
import dev.aoi.grpo.weights.SafetensorsWriter;
import dev.aoi.grpo.weights.TensorContent;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Completions that are trained on together, cut into micro-batches, with all that was computed for
 * them when the round began. A checkpoint within a round stores it.
 *
 * @param batches whose tensors are the round's own
 */
record Round(List<LossBatch> batches) implements AutoCloseable {
    private static final String ITEMS = "num_items_in_batch";
    private static final String COUNT = "micro_batches";

    void write(Path file) {
        try (Scope _ = Scope.open()) {
            List<TensorContent> contents = new ArrayList<>();
            for (int i = 0; i < batches.size(); i++) {
                int number = i;
                tensors(batches.get(i))
                        .forEach(
                                (name, tensor) ->
                                        contents.add(
                                                TensorBytes.content(number + "." + name, tensor)));
            }
            SafetensorsWriter.write(
                    file,
                    Map.of(
                            COUNT,
                            Integer.toString(batches.size()),
                            ITEMS,
                            Double.toString(batches.getFirst().items())),
                    contents);
        }
    }

    static Round read(Path file) {
        try (Safetensors stored = Safetensors.open(file)) {
            double items = Double.parseDouble(stored.metadata().getOrDefault(ITEMS, "0"));
            int count = Integer.parseInt(stored.metadata().getOrDefault(COUNT, "0"));
            List<LossBatch> batches = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String number = i + ".";
                batches.add(
                        new LossBatch(
                                required(stored, number + "prompt_ids"),
                                required(stored, number + "prompt_mask"),
                                required(stored, number + "completion_ids"),
                                required(stored, number + "completion_mask"),
                                required(stored, number + "advantages"),
                                optional(stored, number + "old_per_token_logps"),
                                optional(stored, number + "ref_per_token_logps"),
                                optional(stored, number + "sampling_per_token_logps"),
                                optional(stored, number + "tool_mask"),
                                items));
            }
            return new Round(batches);
        }
    }

    private static Tensor required(Safetensors stored, String name) {
        return Scope.own(Scope.of(() -> TensorBytes.read(stored, name)));
    }

    private static @Nullable Tensor optional(Safetensors stored, String name) {
        return stored.names().contains(name) ? required(stored, name) : null;
    }

    private static SequencedMap<String, Tensor> tensors(LossBatch batch) {
        SequencedMap<String, @Nullable Tensor> all = new LinkedHashMap<>();
        all.put("prompt_ids", batch.promptIds());
        all.put("prompt_mask", batch.promptMask());
        all.put("completion_ids", batch.completionIds());
        all.put("completion_mask", batch.completionMask());
        all.put("advantages", batch.advantages());
        all.put("old_per_token_logps", batch.oldLogProbs());
        all.put("ref_per_token_logps", batch.referenceLogProbs());
        all.put("sampling_per_token_logps", batch.samplingLogProbs());
        all.put("tool_mask", batch.toolMask());
        SequencedMap<String, Tensor> given = new LinkedHashMap<>();
        all.forEach(
                (name, tensor) -> {
                    if (tensor != null) {
                        given.put(name, tensor);
                    }
                });
        return given;
    }

    @Override
    public void close() {
        batches.forEach(batch -> tensors(batch).values().forEach(Tensor::close));
    }
}
