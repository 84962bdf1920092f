/** Streams of bytes between a client and a container: SPDY/3.1, channels of WebSockets, HTTP. */
@NullMarked
package dev.aoi.cluster.stream;

import org.jspecify.annotations.NullMarked;
