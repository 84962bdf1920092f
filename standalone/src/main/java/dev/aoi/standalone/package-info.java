/** One process that holds everything, and the {@code aoi} command. */
@NullMarked
package dev.aoi.standalone;

import org.jspecify.annotations.NullMarked;
