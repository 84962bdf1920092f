/** Asking a worker's mind, and reading what it answers. */
@NullMarked
package dev.aoi.worker.mind;

import org.jspecify.annotations.NullMarked;
