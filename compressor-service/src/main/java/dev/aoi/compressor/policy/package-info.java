@NullMarked
package dev.aoi.compressor.policy;

import org.jspecify.annotations.NullMarked;
