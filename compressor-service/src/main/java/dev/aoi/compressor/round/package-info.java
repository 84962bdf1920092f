@NullMarked
package dev.aoi.compressor.round;

import org.jspecify.annotations.NullMarked;
