@NullMarked
package dev.aoi.standalone;

import org.jspecify.annotations.NullMarked;
