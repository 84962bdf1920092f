/** From the rewards of groups of completions to their advantages, equal to TRL's in numbers. */
@NullMarked
package dev.aoi.grpo.advantage;

import org.jspecify.annotations.NullMarked;
