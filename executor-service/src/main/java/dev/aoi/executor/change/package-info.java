/** Asking minds, looking, planning, applying and undoing: everything impure. */
@NullMarked
package dev.aoi.executor.change;

import org.jspecify.annotations.NullMarked;
