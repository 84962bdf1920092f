/**
 * Model folders on disk: safetensors files, {@code config.json} as a record, and the import of GGUF
 * files. No tensor library is needed here; weights are given as memory segments.
 */
@NullMarked
package dev.aoi.grpo.weights;

import org.jspecify.annotations.NullMarked;
