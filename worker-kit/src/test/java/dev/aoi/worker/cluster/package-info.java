/** Tests of clients and settings. */
@NullMarked
package dev.aoi.worker.cluster;

import org.jspecify.annotations.NullMarked;
