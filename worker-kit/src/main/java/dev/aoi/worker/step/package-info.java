/** The facts of a worker's steps, and the records that open and close their rounds. */
@NullMarked
package dev.aoi.worker.step;

import org.jspecify.annotations.NullMarked;
