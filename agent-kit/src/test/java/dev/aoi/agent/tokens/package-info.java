@NullMarked
package dev.aoi.agent.tokens;

import org.jspecify.annotations.NullMarked;
