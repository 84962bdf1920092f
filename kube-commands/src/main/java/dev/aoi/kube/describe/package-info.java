/** Objects in full, laid out as kubectl describe does. */
@NullMarked
package dev.aoi.kube.describe;

import org.jspecify.annotations.NullMarked;
