@NullMarked
package dev.aoi.cluster.fields;

import org.jspecify.annotations.NullMarked;
