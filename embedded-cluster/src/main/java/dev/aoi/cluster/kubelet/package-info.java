/**
 * What runs on the nodes: pods as state machines in virtual time, their containers, probes, logs
 * and exec. The store's pod objects are the only input; status and events are the only output.
 */
@NullMarked
package dev.aoi.cluster.kubelet;

import org.jspecify.annotations.NullMarked;
