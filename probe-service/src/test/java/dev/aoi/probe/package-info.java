@NullMarked
package dev.aoi.probe;

import org.jspecify.annotations.NullMarked;
