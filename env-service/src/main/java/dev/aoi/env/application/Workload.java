package dev.aoi.env.application;

/**
 * One workload of an application: a Deployment with a Service and a ConfigMap of the same name.
 *
 * @param program the name by which the programs know it; also its name in the cluster unless a
 *     {@link Renaming} says otherwise
 * @param role what it is
 * @param executable what its container starts; empty for the image's own
 */
public record Workload(String program, Role role, String executable) {

    /** Port on which the program listens unless told otherwise. */
    public int defaultPort() {
        return switch (role) {
            case THRIFT -> 9090;
            case EDGE, MEDIA_EDGE -> 8080;
            case REDIS -> 6379;
            case MEMCACHED -> 11211;
            case MONGO -> 27017;
            case TRACING -> 16686;
        };
    }

    /** Port of its Service unless told otherwise. */
    public int defaultServicePort() {
        return role == Role.MEDIA_EDGE ? 8081 : defaultPort();
    }
}
