/** Incidents opened by {@code aoi run} and followed to their ends. */
@NullMarked
package dev.aoi.standalone.run;

import org.jspecify.annotations.NullMarked;
