/** How fast a model generates, scores and trains here. */
@NullMarked
package dev.aoi.grpo.bench;

import org.jspecify.annotations.NullMarked;
