@NullMarked
package dev.aoi.observer.decision;

import org.jspecify.annotations.NullMarked;
