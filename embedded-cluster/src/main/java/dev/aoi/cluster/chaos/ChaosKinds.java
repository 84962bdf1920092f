package dev.aoi.cluster.chaos;

import static dev.aoi.cluster.kind.ResourceKinds.CUSTOM_RESOURCE_DEFINITION;

import dev.aoi.cluster.kind.CustomKinds;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The definitions of Chaos Mesh's kinds (Chaos Mesh 2.6: {@code manifests/crd.yaml}). */
final class ChaosKinds {
    static final String GROUP = "chaos-mesh.org";
    static final String VERSION = "v1alpha1";

    /** Kind to plural; these are experiments. */
    static final Map<String, String> EXPERIMENTS =
            Map.of(
                    "PodChaos", "podchaos",
                    "NetworkChaos", "networkchaos",
                    "StressChaos", "stresschaos",
                    "HTTPChaos", "httpchaos",
                    "IOChaos", "iochaos",
                    "DNSChaos", "dnschaos",
                    "TimeChaos", "timechaos",
                    "JVMChaos", "jvmchaos",
                    "PhysicalMachineChaos", "physicalmachinechaos");

    private ChaosKinds() {}

    /** Defines the kinds that are not defined yet. */
    static void install(ObjectStore store) {
        List<String> kinds = new ArrayList<>(EXPERIMENTS.keySet());
        kinds.sort(null);
        for (String kind : kinds) {
            String plural = EXPERIMENTS.getOrDefault(kind, "");
            ObjectKey key =
                    ObjectKey.clusterScoped(CUSTOM_RESOURCE_DEFINITION, plural + "." + GROUP);
            if (store.get(key).isEmpty()) {
                store.create(CUSTOM_RESOURCE_DEFINITION, definition(kind, plural));
            }
        }
    }

    private static ObjectNode definition(String kind, String plural) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
        open(properties.putObject("spec"));
        open(properties.putObject("status"));
        ObjectNode definition = CustomKinds.definition(GROUP, VERSION, kind, plural, schema);
        ArrayNode columns =
                ((ObjectNode) definition.at("/spec/versions/0"))
                        .putArray("additionalPrinterColumns");
        if (!List.of("StressChaos", "HTTPChaos", "TimeChaos").contains(kind)) {
            column(columns, "action", ".spec.action");
        }
        column(columns, "duration", ".spec.duration");
        return definition;
    }

    private static void open(ObjectNode property) {
        property.put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
    }

    private static void column(ArrayNode columns, String name, String path) {
        columns.addObject().put("name", name).put("type", "string").put("jsonPath", path);
    }
}
