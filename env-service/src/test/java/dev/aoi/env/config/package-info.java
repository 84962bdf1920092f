@NullMarked
package dev.aoi.env.config;

import org.jspecify.annotations.NullMarked;
