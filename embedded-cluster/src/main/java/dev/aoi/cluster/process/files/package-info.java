/** The files that a container sees. */
@NullMarked
package dev.aoi.cluster.process.files;

import org.jspecify.annotations.NullMarked;
