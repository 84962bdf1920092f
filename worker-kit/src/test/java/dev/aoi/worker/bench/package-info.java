/** Benches for tests of workers: a log in memory, and a real stack. */
@NullMarked
package dev.aoi.worker.bench;

import org.jspecify.annotations.NullMarked;
