/** Verdicts: the benchmark's rules and our stricter ones. */
@NullMarked
package dev.aoi.env.oracle;

import org.jspecify.annotations.NullMarked;
