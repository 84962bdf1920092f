/** Whole incidents on a whole stack in a process of its own. */
@NullMarked
package dev.aoi.systemtests.whole;

import org.jspecify.annotations.NullMarked;
