@NullMarked
package dev.aoi.compressor;

import org.jspecify.annotations.NullMarked;
