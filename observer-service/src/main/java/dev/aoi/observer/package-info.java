@NullMarked
package dev.aoi.observer;

import org.jspecify.annotations.NullMarked;
