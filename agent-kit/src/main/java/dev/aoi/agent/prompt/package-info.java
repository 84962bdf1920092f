/** Prompts as files: Mustache templates that are rendered into messages. */
@NullMarked
package dev.aoi.agent.prompt;

import org.jspecify.annotations.NullMarked;
