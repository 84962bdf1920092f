@NullMarked
package dev.aoi.executor;

import org.jspecify.annotations.NullMarked;
