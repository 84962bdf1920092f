@NullMarked
package dev.aoi.env;

import org.jspecify.annotations.NullMarked;
