/** Counting and cutting text by tokens. */
@NullMarked
package dev.aoi.agent.tokens;

import org.jspecify.annotations.NullMarked;
