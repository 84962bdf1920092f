/** Prompts that show a step within the limits of tokens and bytes. */
@NullMarked
package dev.aoi.worker.prompt;

import org.jspecify.annotations.NullMarked;
