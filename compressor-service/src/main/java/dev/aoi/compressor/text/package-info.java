@NullMarked
package dev.aoi.compressor.text;

import org.jspecify.annotations.NullMarked;
