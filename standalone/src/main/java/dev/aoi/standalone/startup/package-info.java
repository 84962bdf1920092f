/** How fast the next start will be. */
@NullMarked
package dev.aoi.standalone.startup;

import org.jspecify.annotations.NullMarked;
