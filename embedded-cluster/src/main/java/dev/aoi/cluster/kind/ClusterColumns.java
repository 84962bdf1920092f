package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Cells.NONE;
import static dev.aoi.cluster.kind.Cells.UNSET;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Columns of nodes, storage, configuration, access and events. */
final class ClusterColumns {
    private static final String ROLE_LABEL = "node-role.kubernetes.io/";

    private ClusterColumns() {}

    static List<Column> node() {
        return Columns.named(
                Columns.text("Status", ClusterColumns::nodeStatus),
                Columns.text("Roles", ClusterColumns::nodeRoles),
                Columns.age(),
                Columns.text("Version", Cells.at("/status/nodeInfo/kubeletVersion")),
                Columns.wide("Internal-IP", o -> nodeAddress(o, "InternalIP")),
                Columns.wide("External-IP", o -> nodeAddress(o, "ExternalIP")),
                Columns.wide("OS-Image", Cells.at("/status/nodeInfo/osImage")),
                Columns.wide(
                        "Kernel-Version",
                        o ->
                                "%s (%s)"
                                        .formatted(
                                                Cells.at("/status/nodeInfo/kernelVersion").apply(o),
                                                Cells.at("/status/nodeInfo/architecture")
                                                        .apply(o))),
                Columns.wide(
                        "Container-Runtime", Cells.at("/status/nodeInfo/containerRuntimeVersion")));
    }

    static List<Column> namespace() {
        return Columns.named(Columns.text("Status", Cells.at("/status/phase")), Columns.age());
    }

    static List<Column> configMap() {
        return Columns.named(
                Columns.number("Data", o -> o.path("data").size() + o.path("binaryData").size()),
                Columns.age());
    }

    static List<Column> secret() {
        return Columns.named(
                Columns.text("Type", Cells.at("/type")),
                Columns.number("Data", o -> o.path("data").size()),
                Columns.age());
    }

    static List<Column> claim() {
        return Columns.named(
                Columns.text("Status", ClusterColumns::phase),
                Columns.text("Volume", Cells.at("/spec/volumeName")),
                Columns.text("Capacity", Cells.at("/status/capacity/storage")),
                Columns.text("Access Modes", o -> Cells.accessModes(o.at("/status/accessModes"))),
                Columns.text("StorageClass", Cells.at("/spec/storageClassName")),
                Columns.text(
                        "VolumeAttributesClass",
                        Cells.at("/spec/volumeAttributesClassName", UNSET)),
                Columns.age(),
                Columns.wide("VolumeMode", Cells.at("/spec/volumeMode", UNSET)));
    }

    static List<Column> volume() {
        return Columns.named(
                Columns.text("Capacity", Cells.at("/spec/capacity/storage")),
                Columns.text("Access Modes", o -> Cells.accessModes(o.at("/spec/accessModes"))),
                Columns.text("Reclaim Policy", Cells.at("/spec/persistentVolumeReclaimPolicy")),
                Columns.text("Status", ClusterColumns::phase),
                Columns.text(
                        "Claim",
                        o ->
                                o.at("/spec/claimRef").isObject()
                                        ? Cells.at("/spec/claimRef/namespace").apply(o)
                                                + "/"
                                                + Cells.at("/spec/claimRef/name").apply(o)
                                        : ""),
                Columns.text("StorageClass", Cells.at("/spec/storageClassName")),
                Columns.text(
                        "VolumeAttributesClass",
                        Cells.at("/spec/volumeAttributesClassName", UNSET)),
                Columns.text("Reason", Cells.at("/status/reason")),
                Columns.age(),
                Columns.wide("VolumeMode", Cells.at("/spec/volumeMode", UNSET)));
    }

    static List<Column> storageClass() {
        return Columns.namedOrDefault(
                "storageclass.kubernetes.io/is-default-class",
                Columns.text("Provisioner", Cells.at("/provisioner")),
                Columns.text("ReclaimPolicy", Cells.at("/reclaimPolicy", "Delete")),
                Columns.text("VolumeBindingMode", Cells.at("/volumeBindingMode", "Immediate")),
                Columns.text("AllowVolumeExpansion", Cells.at("/allowVolumeExpansion", "false")),
                Columns.age());
    }

    static List<Column> role() {
        return Columns.named(Columns.createdAt());
    }

    static List<Column> roleBinding() {
        return Columns.named(
                Columns.text(
                        "Role",
                        o ->
                                Cells.at("/roleRef/kind").apply(o)
                                        + "/"
                                        + Cells.at("/roleRef/name").apply(o)),
                Columns.age(),
                Columns.wide("Users", o -> subjects(o, "User")),
                Columns.wide("Groups", o -> subjects(o, "Group")),
                Columns.wide("ServiceAccounts", o -> subjects(o, "ServiceAccount")));
    }

    static List<Column> lease() {
        return Columns.named(
                Columns.text("Holder", Cells.at("/spec/holderIdentity")), Columns.age());
    }

    static List<Column> event() {
        return List.of(
                Columns.timed("Last Seen", ClusterColumns::lastSeen),
                Columns.text("Type", Cells.at("/type")),
                Columns.text("Reason", Cells.at("/reason")),
                Columns.text("Object", ClusterColumns::involved),
                Columns.wide("Subobject", Cells.at("/involvedObject/fieldPath")),
                Columns.wide("Source", ClusterColumns::source),
                Columns.text("Message", o -> o.path("message").asString("").strip()),
                Columns.column("First Seen", "", 1, ClusterColumns::firstSeen),
                new Column(
                        "Count",
                        "string",
                        "",
                        1,
                        (o, now) ->
                                LongNode.valueOf(
                                        o.path("series")
                                                .path("count")
                                                .asLong(Math.max(1, o.path("count").asLong(1))))),
                Columns.column("Name", "name", 1, (o, now) -> Cells.at("/metadata/name").apply(o)));
    }

    private static String firstSeen(ObjectNode event, Instant now) {
        String first = event.path("firstTimestamp").asString("");
        return Ages.since(first.isEmpty() ? event.path("eventTime").asString("") : first, now);
    }

    private static String lastSeen(ObjectNode event, Instant now) {
        String observed = event.at("/series/lastObservedTime").asString("");
        String last = observed.isEmpty() ? event.path("lastTimestamp").asString("") : observed;
        return last.isEmpty() ? firstSeen(event, now) : Ages.since(last, now);
    }

    private static String involved(ObjectNode event) {
        JsonNode object = event.path("involvedObject");
        String kind = object.path("kind").asString("").toLowerCase(Locale.ROOT);
        String name = object.path("name").asString("");
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    private static String source(ObjectNode event) {
        String component =
                Cells.or(
                        event.at("/source/component").asString(""),
                        event.path("reportingComponent").asString(""));
        String host =
                Cells.or(
                        event.at("/source/host").asString(""),
                        event.path("reportingInstance").asString(""));
        return host.isEmpty() ? component : component + ", " + host;
    }

    private static String phase(ObjectNode object) {
        return object.at("/metadata/deletionTimestamp").isMissingNode()
                ? object.at("/status/phase").asString("")
                : "Terminating";
    }

    private static String nodeStatus(ObjectNode node) {
        String ready =
                node.at("/status/conditions")
                        .valueStream()
                        .filter(c -> c.path("type").asString("").equals("Ready"))
                        .map(
                                c ->
                                        c.path("status").asString("").equals("True")
                                                ? "Ready"
                                                : "NotReady")
                        .findFirst()
                        .orElse("Unknown");
        return node.at("/spec/unschedulable").asBoolean(false)
                ? ready + ",SchedulingDisabled"
                : ready;
    }

    private static String nodeRoles(ObjectNode node) {
        return Cells.or(
                node.at("/metadata/labels")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(key -> key.startsWith(ROLE_LABEL))
                        .map(key -> key.substring(ROLE_LABEL.length()))
                        .sorted()
                        .collect(Collectors.joining(",")),
                NONE);
    }

    private static String nodeAddress(ObjectNode node, String type) {
        return node.at("/status/addresses")
                .valueStream()
                .filter(address -> address.path("type").asString("").equals(type))
                .map(address -> address.path("address").asString(""))
                .findFirst()
                .orElse(NONE);
    }

    private static String subjects(ObjectNode binding, String kind) {
        return binding.path("subjects")
                .valueStream()
                .filter(subject -> subject.path("kind").asString("").equals(kind))
                .map(
                        subject ->
                                kind.equals("ServiceAccount")
                                        ? subject.path("namespace").asString("")
                                                + "/"
                                                + subject.path("name").asString("")
                                        : subject.path("name").asString(""))
                .collect(Collectors.joining(", "));
    }
}
