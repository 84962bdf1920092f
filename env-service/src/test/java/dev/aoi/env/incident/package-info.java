@NullMarked
package dev.aoi.env.incident;

import org.jspecify.annotations.NullMarked;
