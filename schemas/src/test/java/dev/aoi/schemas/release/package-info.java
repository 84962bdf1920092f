/** What releases promised: schemas of every release stay compatible with those of the next. */
@NullMarked
package dev.aoi.schemas.release;

import org.jspecify.annotations.NullMarked;
