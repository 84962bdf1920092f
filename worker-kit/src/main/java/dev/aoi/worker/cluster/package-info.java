/** An incident's cluster as a worker reaches it: settings, clients, commands within a time. */
@NullMarked
package dev.aoi.worker.cluster;

import org.jspecify.annotations.NullMarked;
