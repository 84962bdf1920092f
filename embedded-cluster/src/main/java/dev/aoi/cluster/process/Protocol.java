package dev.aoi.cluster.process;

/** What is spoken over a connection; a server closes a connection whose protocol is not its own. */
public enum Protocol {
    /** A connection that is opened and closed again (a TCP probe). */
    TCP,
    HTTP,
    THRIFT,
    REDIS,
    MEMCACHED,
    MONGO,
    /** An echo request (ping). */
    ICMP,
    /** A query of the cluster's name server. */
    DNS
}
