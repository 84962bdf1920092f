@NullMarked
package dev.aoi.observer.trajectory;

import org.jspecify.annotations.NullMarked;
