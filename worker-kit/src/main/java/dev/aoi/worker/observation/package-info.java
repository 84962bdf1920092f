/** What a worker saw: from a command's result to records, and from records to a step. */
@NullMarked
package dev.aoi.worker.observation;

import org.jspecify.annotations.NullMarked;
