package dev.aoi.cluster.process.social;

/** Use of memcached in front of a database. */
final class Cache {
    private Cache() {}

    /** Looks things up; a cache that is gone fails the request. */
    static void lookUp(ServiceCall call, String store, String source, String what) {
        try {
            Clients.memcached(call, store, "mget");
        } catch (RemoteError e) {
            call.log("error", source, "Cannot get " + what + ": " + e.what());
            throw e;
        }
    }

    /** Stores what was read or written elsewhere; a cache that is gone is only worth a warning. */
    static void fill(ServiceCall call, String store, String source, String what) {
        try {
            Clients.memcached(call, store, "set");
        } catch (RemoteError e) {
            call.log("warning", source, "Failed to set " + what + " to Memcached: " + e.what());
        }
    }
}
