/** From text to token ids and back: byte-level BPE tokenizers and chat templates. */
@NullMarked
package dev.aoi.grpo.text;

import org.jspecify.annotations.NullMarked;
