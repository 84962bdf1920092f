/** Asking minds and running commands: everything impure. */
@NullMarked
package dev.aoi.probe.look;

import org.jspecify.annotations.NullMarked;
