package dev.aoi.agent.config;

import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.topic.Writer;

/**
 * Who this process is.
 *
 * @param instance AOI_INSTANCE_ID, else made up of host and process id
 * @param version release
 */
public record Identity(String instance, String version) {

    /** Who writes, when this process acts in a role. */
    public Headers.Source source(Writer role) {
        return new Headers.Source(role.role(), instance, version);
    }
}
