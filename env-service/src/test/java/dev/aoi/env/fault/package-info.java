@NullMarked
package dev.aoi.env.fault;

import org.jspecify.annotations.NullMarked;
