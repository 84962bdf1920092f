@NullMarked
package dev.aoi.standalone.stack;

import org.jspecify.annotations.NullMarked;
