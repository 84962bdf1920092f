package dev.aoi.grpo.lora;

import dev.aoi.grpo.model.Projection;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ModelConfig;
import dev.aoi.grpo.weights.ModelFolderException;
import dev.aoi.grpo.weights.Safetensors;
import dev.aoi.grpo.weights.SafetensorsWriter;
import dev.aoi.grpo.weights.TensorContent;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * PEFT's form of an adapter: {@code adapter_config.json} and {@code adapter_model.safetensors}
 * (peft 0.21). What this library cannot compute is refused by its option's name.
 */
public final class AdapterFolder {
    private static final String CONFIG = "adapter_config.json";
    private static final String WEIGHTS = "adapter_model.safetensors";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Options that change what is computed, unless they have these values or none. */
    private static final Map<String, Set<String>> UNDERSTOOD =
            Map.of(
                    "peft_type", Set.of("LORA"),
                    "bias", Set.of("none"),
                    "use_dora", Set.of("false"),
                    "use_qalora", Set.of("false"),
                    "lora_bias", Set.of("false"),
                    "fan_in_fan_out", Set.of("false"));

    private static final List<String> NOT_UNDERSTOOD =
            List.of(
                    "rank_pattern",
                    "alpha_pattern",
                    "modules_to_save",
                    "exclude_modules",
                    "layers_to_transform",
                    "layers_pattern",
                    "layer_replication",
                    "target_parameters",
                    "trainable_token_indices",
                    "alora_invocation_tokens",
                    "use_bdlora",
                    "monteclora_config");

    private AdapterFolder() {}

    /**
     * Reads an adapter for a model.
     *
     * @throws ModelFolderException when the folder does not fit the model
     */
    public static LoraAdapter read(Path folder, ModelConfig model, Precision precision) {
        LoraConfig config = config(folder);
        try (Safetensors file = Safetensors.open(folder.resolve(WEIGHTS))) {
            LoraAdapter adapter =
                    new LoraAdapter(
                            config,
                            model,
                            (name, shape) -> {
                                List<Long> given = file.info(name).shape();
                                if (!given.equals(List.of(shape[0], shape[1]))) {
                                    throw new ModelFolderException(
                                            "%s: tensor %s has shape %s, but the model and %s ask for %s"
                                                    .formatted(
                                                            file.file(),
                                                            name,
                                                            given,
                                                            CONFIG,
                                                            List.of(shape[0], shape[1])));
                                }
                                return TensorBytes.read(file, name).to(precision.type());
                            });
            Set<String> surplus = new TreeSet<>(file.names());
            surplus.removeAll(adapter.parameters().keySet());
            if (!surplus.isEmpty()) {
                adapter.close();
                throw new ModelFolderException(
                        "%s has tensor %s, which no target module of the model has"
                                .formatted(file.file(), surplus.iterator().next()));
            }
            return adapter;
        }
    }

    /**
     * The shape of an adapter.
     *
     * @throws ModelFolderException when it is missing, or cannot be computed here
     */
    public static LoraConfig config(Path folder) {
        Path file = folder.resolve(CONFIG);
        JsonNode json;
        try {
            json = JSON.readTree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw new ModelFolderException(file + " cannot be read: " + e.getMessage(), e);
        }
        UNDERSTOOD.forEach(
                (option, values) -> {
                    JsonNode value = json.path(option);
                    boolean absent = value.isMissingNode() || value.isNull();
                    if (!absent && !values.contains(value.asString())) {
                        throw refused(file, option, value);
                    }
                });
        for (String option : NOT_UNDERSTOOD) {
            JsonNode value = json.path(option);
            if (!(value.isMissingNode() || value.isNull() || value.isEmpty())
                    || value.isBoolean() && value.booleanValue()) {
                throw refused(file, option, value);
            }
        }
        try {
            return new LoraConfig(
                    json.path("r").asInt(0),
                    json.path("lora_alpha").asDouble(Double.NaN),
                    json.path("lora_dropout").asDouble(0),
                    json.path("use_rslora").asBoolean(false),
                    targets(file, json.path("target_modules")));
        } catch (IllegalArgumentException e) {
            throw new ModelFolderException(file + ": " + e.getMessage(), e);
        }
    }

    private static ModelFolderException refused(Path file, String option, JsonNode value) {
        return new ModelFolderException(
                "%s: %s is %s, which is not supported".formatted(file, option, value));
    }

    private static Set<Projection> targets(Path file, JsonNode names) {
        if (names.isString() && names.stringValue().equals("all-linear")) {
            return Set.of(Projection.values());
        }
        Set<Projection> targets = new HashSet<>();
        for (JsonNode name : names) {
            String module = name.asString("");
            targets.add(
                    Projection.named(module.substring(module.lastIndexOf('.') + 1))
                            .orElseThrow(
                                    () ->
                                            new ModelFolderException(
                                                    "%s: target_modules names %s, which is not a projection of these models"
                                                            .formatted(file, name))));
        }
        return targets;
    }

    /**
     * Writes an adapter, replacing one that is there.
     *
     * @param base the model's name or folder, for people and for tools that load both
     * @throws UncheckedIOException when the disk does not take it
     */
    public static void write(LoraAdapter adapter, Path folder, String base) {
        LoraConfig config = adapter.config();
        ObjectNode json = JSON.createObjectNode();
        json.put("base_model_name_or_path", base).put("bias", "none");
        json.put("fan_in_fan_out", false).put("inference_mode", true);
        json.put("lora_alpha", config.alpha()).put("lora_dropout", config.dropout());
        json.put("peft_type", "LORA").put("r", config.rank());
        config.targets().stream()
                .sorted(Comparator.naturalOrder())
                .map(Projection::module)
                .forEach(json.putArray("target_modules")::add);
        json.put("task_type", "CAUSAL_LM").put("use_dora", false);
        json.put("use_rslora", config.rankStabilised());
        List<TensorContent> tensors = new ArrayList<>();
        adapter.parameters()
                .forEach((name, tensor) -> tensors.add(TensorBytes.content(name, tensor)));
        try {
            Files.createDirectories(folder);
            SafetensorsWriter.write(folder.resolve(WEIGHTS), Map.of("format", "pt"), tensors);
            Files.writeString(folder.resolve(CONFIG), JSON.writeValueAsString(json) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
