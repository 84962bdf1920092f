@NullMarked
package dev.aoi.observer.runbook;

import org.jspecify.annotations.NullMarked;
