@NullMarked
package dev.aoi.trainer.dataset;

import org.jspecify.annotations.NullMarked;
