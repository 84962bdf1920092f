/** Programs that run in containers: what they log, listen on, answer and exit with. */
@NullMarked
package dev.aoi.cluster.process;

import org.jspecify.annotations.NullMarked;
