@NullMarked
package dev.aoi.observer.policy;

import org.jspecify.annotations.NullMarked;
