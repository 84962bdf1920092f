@NullMarked
package dev.aoi.standalone.folder;

import org.jspecify.annotations.NullMarked;
