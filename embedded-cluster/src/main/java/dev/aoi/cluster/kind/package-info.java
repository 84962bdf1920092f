/** The table of resource kinds: what the API server knows of each kind, one row per kind. */
@NullMarked
package dev.aoi.cluster.kind;

import org.jspecify.annotations.NullMarked;
