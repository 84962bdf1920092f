/** What the executor's mind sees and answers. */
@NullMarked
package dev.aoi.executor.mind;

import org.jspecify.annotations.NullMarked;
