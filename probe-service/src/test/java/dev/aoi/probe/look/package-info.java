@NullMarked
package dev.aoi.probe.look;

import org.jspecify.annotations.NullMarked;
