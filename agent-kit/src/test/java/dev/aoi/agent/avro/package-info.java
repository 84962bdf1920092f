@NullMarked
package dev.aoi.agent.avro;

import org.jspecify.annotations.NullMarked;
