@NullMarked
package dev.aoi.trainer;

import org.jspecify.annotations.NullMarked;
