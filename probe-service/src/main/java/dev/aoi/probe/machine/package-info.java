/** The probe's pure state machine: which look is due, given the facts. */
@NullMarked
package dev.aoi.probe.machine;

import org.jspecify.annotations.NullMarked;
