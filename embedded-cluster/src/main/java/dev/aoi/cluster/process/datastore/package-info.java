/** Redis, memcached and MongoDB servers as seen by their clients. */
@NullMarked
package dev.aoi.cluster.process.datastore;

import org.jspecify.annotations.NullMarked;
