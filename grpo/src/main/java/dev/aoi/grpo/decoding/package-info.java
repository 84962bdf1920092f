/**
 * The pass of single new tokens through a decoder, in Java's vector instructions: what generation
 * spends its time with. It reads libtorch's weights where they lie.
 */
@NullMarked
package dev.aoi.grpo.decoding;

import org.jspecify.annotations.NullMarked;
