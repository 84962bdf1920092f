@NullMarked
package dev.aoi.standalone.log;

import org.jspecify.annotations.NullMarked;
