package dev.aoi.kube.describe;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ResourceType;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service, with the ready endpoints of each port. */
final class ServiceDescription {

    private static final int SHOWN_ENDPOINTS = 3;

    private ServiceDescription() {}

    static void write(Page page, ApiSession session, JsonNode service) {
        JsonNode spec = service.path("spec");
        Layout.name(page, service);
        Layout.labelsAndAnnotations(page, service);
        page.line(
                0,
                "Selector:",
                Layout.orElse(LabelText.joined(spec.path("selector")), Layout.NONE));
        page.line(0, "Type:", Layout.text(spec, "type"));
        page.lineIf(0, "IP Family Policy:", Layout.text(spec, "ipFamilyPolicy"));
        page.line(0, "IP Families:", Layout.orElse(joined(spec.path("ipFamilies")), Layout.NONE));
        page.line(0, "IP:", Layout.text(spec, "clusterIP"));
        page.line(0, "IPs:", Layout.orElse(joined(spec.path("clusterIPs")), Layout.NONE));
        page.lineIf(0, "External IPs:", joined(spec.path("externalIPs")));
        page.lineIf(0, "External Name:", Layout.text(spec, "externalName"));
        page.lineIf(0, "LoadBalancer Ingress:", ingress(service));
        List<JsonNode> slices = slices(session, service);
        spec.path("ports").forEach(p -> port(page, p, slices));
        page.line(0, "Session Affinity:", Layout.text(spec, "sessionAffinity"));
        page.lineIf(0, "External Traffic Policy:", Layout.text(spec, "externalTrafficPolicy"));
        page.lineIf(0, "Internal Traffic Policy:", Layout.text(spec, "internalTrafficPolicy"));
        page.lineIf(
                0, "LoadBalancer Source Ranges:", joined(spec.path("loadBalancerSourceRanges")));
    }

    /** The slices behind a service; none when they may not be read. */
    static List<JsonNode> slices(ApiSession session, JsonNode service) {
        try {
            return session.list(
                    ApiPath.list(
                                    ResourceType.ENDPOINT_SLICE,
                                    Layout.text(service, "metadata", "namespace"))
                            .with(
                                    "labelSelector",
                                    "kubernetes.io/service-name="
                                            + Layout.text(service, "metadata", "name")));
        } catch (ApiProblem _) {
            return List.of();
        }
    }

    private static void port(Page page, JsonNode port, List<JsonNode> slices) {
        String name = Layout.orElse(Layout.text(port, "name"), Layout.UNSET);
        String protocol = "/" + Layout.text(port, "protocol");
        page.line(0, "Port:", name, Layout.text(port, "port") + protocol);
        page.line(0, "TargetPort:", Layout.text(port, "targetPort") + protocol);
        String nodePort = Layout.text(port, "nodePort");
        page.lineIf(0, "NodePort:", nodePort.isEmpty() ? "" : name + "\t" + nodePort + protocol);
        page.line(0, "Endpoints:", endpoints(slices, Layout.text(port, "name")));
    }

    private static String endpoints(List<JsonNode> slices, String portName) {
        if (slices.isEmpty()) {
            return Layout.NONE;
        }
        List<String> ready = new ArrayList<>();
        for (JsonNode slice : slices) {
            for (JsonNode port : slice.path("ports")) {
                if (Layout.text(port, "name").equals(portName)) {
                    addresses(slice).forEach(a -> ready.add(a + ":" + Layout.text(port, "port")));
                }
            }
        }
        String shown = ready.stream().limit(SHOWN_ENDPOINTS).collect(Collectors.joining(","));
        int more = ready.size() - SHOWN_ENDPOINTS;
        return shown + (more > 0 ? " + " + more + " more..." : "");
    }

    private static Stream<String> addresses(JsonNode slice) {
        return slice.path("endpoints")
                .valueStream()
                .filter(e -> e.path("conditions").path("ready").asBoolean(true))
                .flatMap(e -> e.path("addresses").valueStream())
                .map(a -> a.asString(""));
    }

    private static String ingress(JsonNode service) {
        return service.path("status")
                .path("loadBalancer")
                .path("ingress")
                .valueStream()
                .map(i -> Layout.orElse(Layout.text(i, "ip"), Layout.text(i, "hostname")))
                .collect(Collectors.joining(", "));
    }

    private static String joined(JsonNode list) {
        return list.valueStream().map(v -> v.asString("")).collect(Collectors.joining(","));
    }
}
