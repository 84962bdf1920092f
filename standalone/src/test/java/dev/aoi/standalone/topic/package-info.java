@NullMarked
package dev.aoi.standalone.topic;

import org.jspecify.annotations.NullMarked;
