/** Wiring of the service. */
@NullMarked
package dev.aoi.probe.config;

import org.jspecify.annotations.NullMarked;
