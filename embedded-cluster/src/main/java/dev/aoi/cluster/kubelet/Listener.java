package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.Bind;

/**
 * A listening socket.
 *
 * @param inode its number, as /proc/net shows it
 */
record Listener(int port, Bind bind, int inode) {}
