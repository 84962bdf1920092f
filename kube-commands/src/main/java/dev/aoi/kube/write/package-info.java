/** Changes: planned with before-image and undo, then applied at most once. */
@NullMarked
package dev.aoi.kube.write;

import org.jspecify.annotations.NullMarked;
