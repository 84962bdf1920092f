/** Completions of prompts: batched, cached, seeded. */
@NullMarked
package dev.aoi.grpo.generation;

import org.jspecify.annotations.NullMarked;
