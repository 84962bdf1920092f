@NullMarked
package dev.aoi.env.problem;

import org.jspecify.annotations.NullMarked;
