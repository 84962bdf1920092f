package dev.aoi.kube.describe;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Objects that hold data rather than run: config maps, endpoints, volumes and their claims. */
final class DataDescription {

    private DataDescription() {}

    static void configMap(Page page, JsonNode map) {
        Layout.name(page, map);
        Layout.labelsAndAnnotations(page, map);
        page.line(0).line(0, "Data").line(0, "====");
        sorted(map.path("data"))
                .forEach(
                        e -> {
                            page.line(0, e.getKey() + ":").line(0, "----");
                            page.line(0, e.getValue().asString("")).line(0);
                        });
        page.line(0).line(0, "BinaryData").line(0, "====");
        sorted(map.path("binaryData"))
                .forEach(
                        e -> {
                            int bytes = e.getValue().binaryValue().length;
                            page.line(0, e.getKey() + ": " + bytes + " bytes");
                        });
        page.line(0);
    }

    static void endpoints(Page page, JsonNode endpoints) {
        Layout.name(page, endpoints);
        Layout.labelsAndAnnotations(page, endpoints);
        page.line(0, "Subsets:");
        for (JsonNode subset : endpoints.path("subsets")) {
            page.line(2, "Addresses:", addresses(subset.path("addresses")));
            page.line(2, "NotReadyAddresses:", addresses(subset.path("notReadyAddresses")));
            if (!subset.path("ports").isEmpty()) {
                page.line(2, "Ports:");
                page.line(4, "Name", "Port", "Protocol").line(4, "----", "----", "--------");
                subset.path("ports")
                        .forEach(
                                p ->
                                        page.line(
                                                4,
                                                Layout.orElse(Layout.text(p, "name"), Layout.UNSET),
                                                Layout.text(p, "port"),
                                                Layout.text(p, "protocol")));
            }
            page.line(0);
        }
    }

    static void claim(Page page, JsonNode claim, List<String> users) {
        JsonNode spec = claim.path("spec");
        JsonNode status = claim.path("status");
        Layout.name(page, claim);
        page.line(0, "StorageClass:", Layout.text(spec, "storageClassName"));
        boolean deleted = claim.path("metadata").has("deletionTimestamp");
        page.line(0, "Status:", deleted ? "Terminating" : Layout.text(status, "phase"));
        page.line(0, "Volume:", Layout.text(spec, "volumeName"));
        Layout.labelsAndAnnotations(page, claim);
        page.line(0, "Finalizers:", finalizers(claim));
        page.line(0, "Capacity:", Layout.text(status, "capacity", "storage"));
        page.line(0, "Access Modes:", modes(status.path("accessModes")));
        page.lineIf(0, "VolumeMode:", Layout.text(spec, "volumeMode"));
        Layout.several(page, 0, "Used By", users);
    }

    static void volume(Page page, JsonNode volume) {
        JsonNode spec = volume.path("spec");
        JsonNode ref = spec.path("claimRef");
        Layout.name(page, volume);
        Layout.labelsAndAnnotations(page, volume);
        page.line(0, "Finalizers:", finalizers(volume));
        page.line(0, "StorageClass:", Layout.text(spec, "storageClassName"));
        page.line(0, "Status:", Layout.text(volume, "status", "phase"));
        page.line(
                0,
                "Claim:",
                ref.isEmpty()
                        ? ""
                        : Layout.text(ref, "namespace") + "/" + Layout.text(ref, "name"));
        page.line(0, "Reclaim Policy:", Layout.text(spec, "persistentVolumeReclaimPolicy"));
        page.line(0, "Access Modes:", modes(spec.path("accessModes")));
        page.lineIf(0, "VolumeMode:", Layout.text(spec, "volumeMode"));
        page.line(0, "Capacity:", Layout.text(spec, "capacity", "storage"));
        page.line(0, "Node Affinity:", Layout.NONE);
        page.line(0, "Message:", Layout.text(volume, "status", "message"));
        page.line(0, "Source:");
        if (spec.has("hostPath")) {
            page.line(4, "Type:", "HostPath (bare host directory volume)");
            page.line(4, "Path:", Layout.text(spec, "hostPath", "path"));
            page.line(4, "HostPathType:", Layout.text(spec, "hostPath", "type"));
        } else {
            page.line(4, "<unknown>");
        }
    }

    private static String addresses(JsonNode addresses) {
        String joined =
                addresses
                        .valueStream()
                        .map(a -> Layout.text(a, "ip"))
                        .collect(Collectors.joining(","));
        return Layout.orElse(joined, Layout.NONE);
    }

    private static String finalizers(JsonNode object) {
        return object.path("metadata")
                .path("finalizers")
                .valueStream()
                .map(f -> f.asString(""))
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private static String modes(JsonNode modes) {
        return modes.valueStream()
                .map(
                        m ->
                                switch (m.asString("")) {
                                    case "ReadWriteOnce" -> "RWO";
                                    case "ReadOnlyMany" -> "ROX";
                                    case "ReadWriteMany" -> "RWX";
                                    case "ReadWriteOncePod" -> "RWOP";
                                    case String other -> other;
                                })
                .collect(Collectors.joining(","));
    }

    private static List<Map.Entry<String, JsonNode>> sorted(JsonNode map) {
        return map.propertyStream().sorted(Comparator.comparing(Map.Entry::getKey)).toList();
    }
}
