package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.RunningProcess;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code service-config.json}: the programs' constant names to the addresses they have in this
 * installation. A program knows of others only through it.
 */
final class ServiceConfig {
    static final String PATH = "/social-network-microservices/config/service-config.json";

    static final ServiceConfig EMPTY = new ServiceConfig(Map.of());

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Peer> peers;

    private ServiceConfig(Map<String, Peer> peers) {
        this.peers = peers;
    }

    /** Empty when the file is missing or not JSON. */
    static Optional<ServiceConfig> read(RunningProcess process) {
        return process.file(PATH).flatMap(ServiceConfig::parse);
    }

    private static Optional<ServiceConfig> parse(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        Map<String, Peer> peers = new HashMap<>();
        root.properties()
                .forEach(
                        entry -> {
                            JsonNode peer = entry.getValue();
                            if (peer.path("addr").isString() && peer.path("port").isInt()) {
                                peers.put(
                                        entry.getKey(),
                                        new Peer(
                                                peer.path("addr").asString(),
                                                peer.path("port").asInt()));
                            }
                        });
        return Optional.of(new ServiceConfig(peers));
    }

    boolean names(List<String> programs) {
        return peers.keySet().containsAll(programs);
    }

    /** The entry of a program; it must be one that {@link #names} confirmed. */
    Peer peer(String program) {
        Peer peer = peers.get(program);
        if (peer == null) {
            throw new IllegalArgumentException(
                    "no entry for " + program + " in " + PATH + "; check names() at the start");
        }
        return peer;
    }
}
