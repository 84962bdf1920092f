package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.ResolverConfig;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code dnsPolicy}, {@code dnsConfig} and {@code hostAliases} of a pod. */
final class PodResolver {
    private PodResolver() {}

    static ResolverConfig of(String namespace, JsonNode spec) {
        String policy = spec.path("dnsPolicy").asString("ClusterFirst");
        boolean hostNetwork = spec.path("hostNetwork").asBoolean(false);
        boolean cluster =
                policy.equals("ClusterFirstWithHostNet")
                        || policy.equals("ClusterFirst") && !hostNetwork;
        ResolverConfig usual = ResolverConfig.clusterFirst(namespace);
        List<String> servers = new ArrayList<>(cluster ? usual.servers() : List.of());
        List<String> searches = new ArrayList<>(cluster ? usual.searches() : List.of());
        List<String> options = new ArrayList<>(cluster ? usual.options() : List.of());
        JsonNode config = spec.path("dnsConfig");
        config.path("nameservers").forEach(server -> add(servers, server.asString("")));
        config.path("searches").forEach(domain -> add(searches, domain.asString("")));
        for (JsonNode option : config.path("options")) {
            String name = option.path("name").asString("");
            options.removeIf(o -> o.equals(name) || o.startsWith(name + ":"));
            String value = option.path("value").asString("");
            options.add(value.isEmpty() ? name : name + ":" + value);
        }
        Map<String, String> hosts = new LinkedHashMap<>();
        for (JsonNode alias : spec.path("hostAliases")) {
            alias.path("hostnames")
                    .forEach(name -> hosts.put(name.asString(""), alias.path("ip").asString("")));
        }
        return new ResolverConfig(servers, searches, options, hosts);
    }

    private static void add(List<String> list, String text) {
        if (!list.contains(text)) {
            list.add(text);
        }
    }
}
