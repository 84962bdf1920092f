@NullMarked
package dev.aoi.env.cluster;

import org.jspecify.annotations.NullMarked;
