@NullMarked
package dev.aoi.probe.mind;

import org.jspecify.annotations.NullMarked;
