/** Applications of the benchmark as typed data, under their own or other names. */
@NullMarked
package dev.aoi.env.application;

import org.jspecify.annotations.NullMarked;
