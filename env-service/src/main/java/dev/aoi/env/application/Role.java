package dev.aoi.env.application;

/** What a workload of an application is. */
public enum Role {
    /** A service that answers Thrift calls. */
    THRIFT,
    /** The HTTP edge that users and load reach. */
    EDGE,
    /** The HTTP front end for media files. */
    MEDIA_EDGE,
    REDIS,
    MEMCACHED,
    MONGO,
    TRACING
}
