/** Requests to a Kubernetes API server, bodies as JSON trees. */
@NullMarked
package dev.aoi.kube.api;

import org.jspecify.annotations.NullMarked;
