/** Decoder models of the Qwen2.5, Qwen3 and Llama-3 families. */
@NullMarked
package dev.aoi.grpo.model;

import org.jspecify.annotations.NullMarked;
