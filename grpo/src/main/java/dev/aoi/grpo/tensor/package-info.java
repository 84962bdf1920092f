/** Tensors of libtorch: start-up, life times, bytes in and out. */
@NullMarked
package dev.aoi.grpo.tensor;

import org.jspecify.annotations.NullMarked;
