/** Short names for the objects that an incident has observed, and their resolution. */
@NullMarked
package dev.aoi.kube.handle;

import org.jspecify.annotations.NullMarked;
