/** How a request finds its server: name, Service, ready endpoint, port, process. */
@NullMarked
package dev.aoi.cluster.network;

import org.jspecify.annotations.NullMarked;
