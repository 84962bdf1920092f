/** The executor's pure state machine: which change is due, given the facts. */
@NullMarked
package dev.aoi.executor.machine;

import org.jspecify.annotations.NullMarked;
