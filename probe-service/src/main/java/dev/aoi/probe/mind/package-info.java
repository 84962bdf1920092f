/** What the probe's mind sees and answers. */
@NullMarked
package dev.aoi.probe.mind;

import org.jspecify.annotations.NullMarked;
