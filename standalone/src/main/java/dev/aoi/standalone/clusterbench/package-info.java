/** How fast worlds are, measured, and beside a real cluster when there is one. */
@NullMarked
package dev.aoi.standalone.clusterbench;

import org.jspecify.annotations.NullMarked;
