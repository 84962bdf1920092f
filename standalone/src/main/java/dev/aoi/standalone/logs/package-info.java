/** Log files: nothing of Kafka or Spring reaches the terminal. */
@NullMarked
package dev.aoi.standalone.logs;

import org.jspecify.annotations.NullMarked;
