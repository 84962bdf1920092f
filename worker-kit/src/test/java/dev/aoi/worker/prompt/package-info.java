/** Tests of prompts. */
@NullMarked
package dev.aoi.worker.prompt;

import org.jspecify.annotations.NullMarked;
