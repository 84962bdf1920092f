/** Trace context of records, derived from their ids. */
@NullMarked
package dev.aoi.agent.trace;

import org.jspecify.annotations.NullMarked;
