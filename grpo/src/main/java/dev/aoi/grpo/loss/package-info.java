/** Policy losses over completions, equal to TRL's in numbers. */
@NullMarked
package dev.aoi.grpo.loss;

import org.jspecify.annotations.NullMarked;
