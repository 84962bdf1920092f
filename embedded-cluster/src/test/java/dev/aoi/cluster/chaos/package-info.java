@NullMarked
package dev.aoi.cluster.chaos;

import org.jspecify.annotations.NullMarked;
