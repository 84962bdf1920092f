@NullMarked
package dev.aoi.agent.log;

import org.jspecify.annotations.NullMarked;
