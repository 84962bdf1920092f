package dev.aoi.cluster.process;

/** Wildcard address that a server binds; decides in which /proc/net table its socket shows. */
public enum Bind {
    /** 0.0.0.0 */
    IPV4,
    /** [::], which accepts IPv4 as well (Go programs). */
    DUAL,
    /** Two sockets, one per family. */
    BOTH;

    public boolean inTcp() {
        return this != DUAL;
    }

    public boolean inTcp6() {
        return this != IPV4;
    }
}
