/** The command line: {@code aoi model …}. */
@NullMarked
package dev.aoi.grpo.command;

import org.jspecify.annotations.NullMarked;
