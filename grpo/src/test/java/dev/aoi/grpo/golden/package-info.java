/** Numbers of torch, transformers, peft and trl against ours. */
@NullMarked
package dev.aoi.grpo.golden;

import org.jspecify.annotations.NullMarked;
