package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Cells.NONE;
import static dev.aoi.cluster.kind.Cells.UNSET;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Columns of services and what belongs to them. */
final class NetworkColumns {
    private NetworkColumns() {}

    static List<Column> service() {
        return Columns.named(
                Columns.text("Type", Cells.at("/spec/type")),
                Columns.text("Cluster-IP", Cells.at("/spec/clusterIP", NONE)),
                Columns.text("External-IP", NetworkColumns::externalAddress),
                Columns.text("Port(s)", NetworkColumns::ports),
                Columns.age(),
                Columns.wide("Selector", o -> Cells.pairs(o.at("/spec/selector"))));
    }

    static List<Column> endpoints() {
        return Columns.named(Columns.text("Endpoints", NetworkColumns::addresses), Columns.age());
    }

    static List<Column> endpointSlice() {
        return Columns.named(
                Columns.text("AddressType", Cells.at("/addressType")),
                Columns.text("Ports", NetworkColumns::slicePorts),
                Columns.text("Endpoints", NetworkColumns::sliceAddresses),
                Columns.age());
    }

    static List<Column> networkPolicy() {
        return Columns.named(
                Columns.text("Pod-Selector", o -> Cells.selector(o.at("/spec/podSelector"))),
                Columns.age());
    }

    private static String externalAddress(ObjectNode service) {
        String listed =
                service.at("/spec/externalIPs")
                        .valueStream()
                        .map(ip -> ip.asString(""))
                        .collect(Collectors.joining(","));
        return switch (service.at("/spec/type").asString("")) {
            case "ExternalName" -> service.at("/spec/externalName").asString("");
            case "LoadBalancer" -> {
                String ingress =
                        service.at("/status/loadBalancer/ingress")
                                .valueStream()
                                .map(i -> i.path("ip").asString(i.path("hostname").asString("")))
                                .collect(Collectors.joining(","));
                yield Cells.or(ingress, Cells.or(listed, "<pending>"));
            }
            default -> Cells.or(listed, NONE);
        };
    }

    private static String ports(ObjectNode service) {
        return Cells.or(
                service.at("/spec/ports")
                        .valueStream()
                        .map(
                                port ->
                                        port.path("port").asInt()
                                                + (port.path("nodePort").asInt(0) > 0
                                                        ? ":" + port.path("nodePort").asInt()
                                                        : "")
                                                + "/"
                                                + port.path("protocol").asString("TCP"))
                        .collect(Collectors.joining(",")),
                NONE);
    }

    private static String addresses(ObjectNode endpoints) {
        if (endpoints.path("subsets").isEmpty()) {
            return NONE;
        }
        List<String> list = new ArrayList<>();
        for (JsonNode subset : endpoints.path("subsets")) {
            for (JsonNode port : subset.path("ports")) {
                for (JsonNode address : subset.path("addresses")) {
                    list.add(address.path("ip").asString("") + ":" + port.path("port").asInt());
                }
            }
            if (subset.path("ports").isEmpty()) {
                subset.path("addresses").forEach(a -> list.add(a.path("ip").asString("")));
            }
        }
        return Cells.listed(list);
    }

    private static String slicePorts(ObjectNode slice) {
        List<String> ports =
                slice.path("ports")
                        .valueStream()
                        .map(port -> port.has("port") ? port.path("port").asString("") : "*")
                        .toList();
        return ports.isEmpty() ? UNSET : Cells.listed(ports);
    }

    private static String sliceAddresses(ObjectNode slice) {
        List<String> addresses =
                slice.path("endpoints")
                        .valueStream()
                        .flatMap(endpoint -> endpoint.path("addresses").valueStream())
                        .map(address -> address.asString(""))
                        .toList();
        return addresses.isEmpty() ? UNSET : Cells.listed(addresses);
    }
}
