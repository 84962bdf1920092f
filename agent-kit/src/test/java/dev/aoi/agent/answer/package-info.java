@NullMarked
package dev.aoi.agent.answer;

import org.jspecify.annotations.NullMarked;
