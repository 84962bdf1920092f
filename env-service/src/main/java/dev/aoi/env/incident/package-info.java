/** An incident's life from the environment's side: opening, evaluating, closing. */
@NullMarked
package dev.aoi.env.incident;

import org.jspecify.annotations.NullMarked;
