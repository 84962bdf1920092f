@NullMarked
package dev.aoi.cluster.process.miniature;

import org.jspecify.annotations.NullMarked;
