@NullMarked
package dev.aoi.agent.machine;

import org.jspecify.annotations.NullMarked;
