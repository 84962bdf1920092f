@NullMarked
package dev.aoi.standalone.run;

import org.jspecify.annotations.NullMarked;
