/** Running read commands and answering as kubectl would. */
@NullMarked
package dev.aoi.kube.execution;

import org.jspecify.annotations.NullMarked;
