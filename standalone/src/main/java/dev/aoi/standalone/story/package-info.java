/** Facts told as lines, and an incident told as a whole. */
@NullMarked
package dev.aoi.standalone.story;

import org.jspecify.annotations.NullMarked;
