@NullMarked
package dev.aoi.agent.config;

import org.jspecify.annotations.NullMarked;
