/** A small API server for tests: stores objects as JSON and speaks just enough HTTP. */
@NullMarked
package dev.aoi.kube.server;

import org.jspecify.annotations.NullMarked;
