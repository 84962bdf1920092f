@NullMarked
package dev.aoi.cluster.process.shell;

import org.jspecify.annotations.NullMarked;
