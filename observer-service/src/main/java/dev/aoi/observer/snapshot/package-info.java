@NullMarked
package dev.aoi.observer.snapshot;

import org.jspecify.annotations.NullMarked;
