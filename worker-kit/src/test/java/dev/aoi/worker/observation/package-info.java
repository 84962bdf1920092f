/** Tests of observations. */
@NullMarked
package dev.aoi.worker.observation;

import org.jspecify.annotations.NullMarked;
