@NullMarked
package dev.aoi.standalone.secrets;

import org.jspecify.annotations.NullMarked;
