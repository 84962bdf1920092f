package dev.aoi.env.application;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * {@code service-config.json}: the programs' constant names to the addresses they have in this
 * installation.
 */
final class ServiceDirectory {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ServiceDirectory() {}

    static String json(List<Workload> workloads, Renaming renaming) {
        ObjectNode root = JSON.createObjectNode();
        for (Workload workload : workloads) {
            String program = workload.program();
            // Nothing calls the media front end: its entry is for itself, so it says where to
            // listen and not where its Service is.
            int port =
                    workload.role() == Role.MEDIA_EDGE
                            ? renaming.port(program)
                            : renaming.servicePort(program);
            root.putObject(program).put("addr", renaming.name(program)).put("port", port);
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
