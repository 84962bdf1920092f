package dev.aoi.kube.execution;

import java.net.URI;

/**
 * Where an API server is and as whom to speak to it.
 *
 * @param server base address, a path (one world of several) included
 * @param ca certificates in PEM that its own must be signed by; empty for what the JVM trusts
 *     anyway
 * @param token bearer token; never logged
 */
public record ClusterAddress(URI server, String ca, String token) {

    @Override
    public String toString() {
        return "ClusterAddress[server=" + server + "]";
    }
}
