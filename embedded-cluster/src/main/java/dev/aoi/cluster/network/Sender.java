package dev.aoi.cluster.network;

import dev.aoi.cluster.process.ResolverConfig;

/**
 * The pod that a request comes from.
 *
 * @param namespace its namespace
 * @param name its name; empty for what is no pod
 * @param address its own address, which {@code localhost} means
 * @param resolver how it resolves names
 */
public record Sender(String namespace, String name, String address, ResolverConfig resolver) {
    /** A pod with the usual name resolution. */
    public static Sender of(String namespace, String address) {
        return new Sender(namespace, "", address, ResolverConfig.clusterFirst(namespace));
    }
}
