@NullMarked
package dev.aoi.env.oracle;

import org.jspecify.annotations.NullMarked;
