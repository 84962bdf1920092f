@NullMarked
package dev.aoi.standalone.output;

import org.jspecify.annotations.NullMarked;
