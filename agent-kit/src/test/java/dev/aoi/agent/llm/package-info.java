@NullMarked
package dev.aoi.agent.llm;

import org.jspecify.annotations.NullMarked;
