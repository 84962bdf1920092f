@NullMarked
package dev.aoi.standalone.story;

import org.jspecify.annotations.NullMarked;
