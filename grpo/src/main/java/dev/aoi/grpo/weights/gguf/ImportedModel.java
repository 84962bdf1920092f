package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.ModelConfig;

import java.nio.file.Path;

/**
 * What an import wrote.
 *
 * @param directory the Hugging Face folder
 * @param config its configuration
 * @param tensors how many tensors it has
 * @param parameters how many numbers they hold together
 */
public record ImportedModel(Path directory, ModelConfig config, int tensors, long parameters) {}
