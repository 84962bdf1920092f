@NullMarked
package dev.aoi.agent.prompt;

import org.jspecify.annotations.NullMarked;
