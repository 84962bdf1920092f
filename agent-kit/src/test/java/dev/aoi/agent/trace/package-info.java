@NullMarked
package dev.aoi.agent.trace;

import org.jspecify.annotations.NullMarked;
