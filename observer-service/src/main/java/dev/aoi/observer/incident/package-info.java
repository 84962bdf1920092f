@NullMarked
package dev.aoi.observer.incident;

import org.jspecify.annotations.NullMarked;
