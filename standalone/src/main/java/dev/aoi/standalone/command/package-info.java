/** The subcommands of {@code aoi}: one class each, thin over the other packages. */
@NullMarked
package dev.aoi.standalone.command;

import org.jspecify.annotations.NullMarked;
