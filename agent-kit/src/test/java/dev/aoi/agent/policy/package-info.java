@NullMarked
package dev.aoi.agent.policy;

import org.jspecify.annotations.NullMarked;
