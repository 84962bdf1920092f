@NullMarked
package dev.aoi.trainer.intake;

import org.jspecify.annotations.NullMarked;
