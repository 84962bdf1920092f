@NullMarked
package dev.aoi.standalone.command;

import org.jspecify.annotations.NullMarked;
