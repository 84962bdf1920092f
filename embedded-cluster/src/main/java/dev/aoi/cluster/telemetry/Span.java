package dev.aoi.cluster.telemetry;

/**
 * One span.
 *
 * @param start microseconds of the epoch
 * @param duration microseconds
 * @param error what failed; empty when nothing did
 * @param host name of the pod that reported it
 * @param address the pod's address
 */
record Span(
        String trace,
        String id,
        String parent,
        String service,
        String operation,
        boolean server,
        long start,
        long duration,
        int status,
        String error,
        String host,
        String address) {}
