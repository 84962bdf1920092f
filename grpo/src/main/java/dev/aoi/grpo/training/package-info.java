/** Training loops: GRPO and supervised, with optimiser, schedule, checkpoints and metrics. */
@NullMarked
package dev.aoi.grpo.training;

import org.jspecify.annotations.NullMarked;
