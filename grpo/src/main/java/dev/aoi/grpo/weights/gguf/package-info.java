/** GGUF files: reading, dequantisation, and the import of one as a Hugging Face folder. */
@NullMarked
package dev.aoi.grpo.weights.gguf;

import org.jspecify.annotations.NullMarked;
