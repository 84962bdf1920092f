@NullMarked
package dev.aoi.cluster.podtemplate;

import org.jspecify.annotations.NullMarked;
