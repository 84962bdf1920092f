package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;
import java.util.Map;

/** Environment variables that tell of a Service (Kubernetes: "Accessing the Service"). */
final class ServiceVariables {
    private ServiceVariables() {}

    static void add(Map<String, String> env, ObjectNode service) {
        String address = service.at("/spec/clusterIP").asString("");
        JsonNode ports = service.at("/spec/ports");
        if (address.isEmpty() || address.equals("None") || ports.isEmpty()) {
            return;
        }
        String prefix = upper(ObjectMeta.name(service));
        env.put(prefix + "_SERVICE_HOST", address);
        env.put(prefix + "_SERVICE_PORT", ports.get(0).path("port").asString());
        for (JsonNode port : ports) {
            String name = port.path("name").asString("");
            if (!name.isEmpty()) {
                env.put(prefix + "_SERVICE_PORT_" + upper(name), port.path("port").asString());
            }
        }
        boolean first = true;
        for (JsonNode port : ports) {
            String number = port.path("port").asString();
            String protocol = port.path("protocol").asString("TCP");
            String url = protocol.toLowerCase(Locale.ROOT) + "://" + address + ":" + number;
            if (first) {
                env.put(prefix + "_PORT", url);
                first = false;
            }
            String one = prefix + "_PORT_" + number + "_" + protocol;
            env.put(one, url);
            env.put(one + "_PROTO", protocol.toLowerCase(Locale.ROOT));
            env.put(one + "_PORT", number);
            env.put(one + "_ADDR", address);
        }
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
