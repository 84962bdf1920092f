package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Cells.NONE;
import static dev.aoi.cluster.kind.Cells.UNSET;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Collectors;

/** Columns of storage drivers, devices, ingresses and addresses. */
final class StorageColumns {
    private StorageColumns() {}

    static List<Column> driver() {
        return Columns.named(
                Columns.text("AttachRequired", Cells.at("/spec/attachRequired", "true")),
                Columns.text("PodInfoOnMount", Cells.at("/spec/podInfoOnMount", "false")),
                Columns.text("StorageCapacity", Cells.at("/spec/storageCapacity", "false")),
                Columns.text(
                        "TokenRequests",
                        o ->
                                Cells.or(
                                        o.at("/spec/tokenRequests")
                                                .valueStream()
                                                .map(t -> t.path("audience").asString(""))
                                                .collect(Collectors.joining(",")),
                                        UNSET)),
                Columns.text("RequiresRepublish", Cells.at("/spec/requiresRepublish", "false")),
                Columns.text(
                        "Modes",
                        o ->
                                o.at("/spec/volumeLifecycleModes")
                                        .valueStream()
                                        .map(mode -> mode.asString(""))
                                        .collect(Collectors.joining(","))),
                Columns.age());
    }

    static List<Column> node() {
        return Columns.named(
                Columns.number("Drivers", o -> o.at("/spec/drivers").size()), Columns.age());
    }

    static List<Column> capacity() {
        return Columns.named(
                Columns.text("StorageClassName", Cells.at("/storageClassName")),
                Columns.text("Capacity", Cells.at("/capacity", UNSET)));
    }

    static List<Column> attachment() {
        return Columns.named(
                Columns.text("Attacher", Cells.at("/spec/attacher")),
                Columns.text("PV", Cells.at("/spec/source/persistentVolumeName")),
                Columns.text("Node", Cells.at("/spec/nodeName")),
                Columns.text("Attached", Cells.at("/status/attached", "false")),
                Columns.age());
    }

    static List<Column> attributesClass() {
        return Columns.named(Columns.text("DriverName", Cells.at("/driverName")), Columns.age());
    }

    static List<Column> ingress() {
        return Columns.named(
                Columns.text("Class", Cells.at("/spec/ingressClassName", NONE)),
                Columns.text("Hosts", StorageColumns::hosts),
                Columns.text(
                        "Address",
                        o ->
                                o.at("/status/loadBalancer/ingress")
                                        .valueStream()
                                        .map(
                                                i ->
                                                        Cells.or(
                                                                i.path("ip").asString(""),
                                                                i.path("hostname").asString("")))
                                        .collect(Collectors.joining(","))),
                Columns.text("Ports", o -> o.at("/spec/tls").isEmpty() ? "80" : "80, 443"),
                Columns.age());
    }

    static List<Column> ingressClass() {
        return Columns.namedOrDefault(
                "ingressclass.kubernetes.io/is-default-class",
                Columns.text("Controller", Cells.at("/spec/controller")),
                Columns.text(
                        "Parameters",
                        o ->
                                o.at("/spec/parameters").isObject()
                                        ? Cells.at("/spec/parameters/kind").apply(o)
                                                + (o.at("/spec/parameters").has("apiGroup")
                                                        ? "."
                                                                + Cells.at(
                                                                                "/spec/parameters/apiGroup")
                                                                        .apply(o)
                                                        : "")
                                                + "/"
                                                + Cells.at("/spec/parameters/name").apply(o)
                                        : NONE),
                Columns.age());
    }

    static List<Column> address() {
        return Columns.named(
                Columns.text(
                        "ParentRef",
                        o -> {
                            String group = Cells.at("/spec/parentRef/group").apply(o);
                            String resource = Cells.at("/spec/parentRef/resource").apply(o);
                            String namespace = Cells.at("/spec/parentRef/namespace").apply(o);
                            String name = Cells.at("/spec/parentRef/name").apply(o);
                            return resource
                                    + (group.isEmpty() ? "" : "." + group)
                                    + "/"
                                    + (namespace.isEmpty() ? "" : namespace + "/")
                                    + name;
                        }),
                Columns.age());
    }

    static List<Column> addressRange() {
        return Columns.named(
                Columns.text(
                        "CIDRs",
                        o ->
                                o.at("/spec/cidrs")
                                        .valueStream()
                                        .map(cidr -> cidr.asString(""))
                                        .collect(Collectors.joining(","))),
                Columns.age());
    }

    static List<Column> claim() {
        return Columns.named(
                Columns.text(
                        "State",
                        o ->
                                o.at("/status/allocation").isMissingNode()
                                        ? "pending"
                                        : o.at("/status/reservedFor").isEmpty()
                                                ? "allocated"
                                                : "allocated,reserved"),
                Columns.age());
    }

    static List<Column> slice() {
        return Columns.named(
                Columns.text("Node", Cells.at("/spec/nodeName", UNSET)),
                Columns.text("Driver", Cells.at("/spec/driver")),
                Columns.text("Pool", Cells.at("/spec/pool/name")),
                Columns.age());
    }

    static List<Column> runtimeClass() {
        return Columns.named(Columns.text("Handler", Cells.at("/handler")), Columns.age());
    }

    private static String hosts(ObjectNode ingress) {
        List<String> hosts =
                ingress.at("/spec/rules")
                        .valueStream()
                        .map(rule -> rule.path("host").asString(""))
                        .filter(host -> !host.isEmpty())
                        .toList();
        return hosts.isEmpty() ? "*" : Cells.listed(hosts);
    }
}
