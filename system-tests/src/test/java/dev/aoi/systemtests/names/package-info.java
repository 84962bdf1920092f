/** Whoever works an incident knows no name and no port of any application. */
@NullMarked
package dev.aoi.systemtests.names;

import org.jspecify.annotations.NullMarked;
