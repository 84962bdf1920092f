@NullMarked
package dev.aoi.schemas.topic;

import org.jspecify.annotations.NullMarked;
