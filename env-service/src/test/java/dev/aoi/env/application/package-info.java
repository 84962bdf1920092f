@NullMarked
package dev.aoi.env.application;

import org.jspecify.annotations.NullMarked;
