/** Low-rank adapters and their PEFT folders. */
@NullMarked
package dev.aoi.grpo.lora;

import org.jspecify.annotations.NullMarked;
