/** The house: which rooms it has and which arrows between them are allowed. */
@NullMarked
package dev.aoi.systemtests.house;

import org.jspecify.annotations.NullMarked;
