/** What a person or a program gets to see: aligned text, colours, JSON Lines. */
@NullMarked
package dev.aoi.standalone.output;

import org.jspecify.annotations.NullMarked;
