/** JSON schemas as grammars over bytes, and the tokens that keep a completion within one. */
@NullMarked
package dev.aoi.grpo.generation.schema;

import org.jspecify.annotations.NullMarked;
