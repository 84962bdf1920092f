@NullMarked
package dev.aoi.schemas.json;

import org.jspecify.annotations.NullMarked;
