package dev.aoi.observer.runbook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds services against endpoints and pods. Looks wrong:
 *
 * <ol>
 *   <li>an endpoint port that is none of the service's own ports (a service may map ports on
 *       purpose, so the process has to be asked);
 *   <li>a service that selects pods and has no endpoint.
 * </ol>
 */
final class Survey {
    /** What a survey runs, in the command language. */
    static final List<String> COMMANDS =
            List.of("get pods -o wide", "get services -o wide", "get endpoints");

    private static final Pattern ENDPOINT = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+):(\\d+)");
    private static final Pattern PORT = Pattern.compile("(\\d+)(?::\\d+)?/(?:TCP|UDP|SCTP)");

    private final ContextBlocks.Block pods;
    private final ContextBlocks.Block services;
    private final ContextBlocks.Block endpoints;

    private Survey(
            ContextBlocks.Block pods, ContextBlocks.Block services, ContextBlocks.Block endpoints) {
        this.pods = pods;
        this.services = services;
        this.endpoints = endpoints;
    }

    /** The survey in a context; empty unless all three listings came back. */
    static Optional<Survey> in(ContextBlocks context) {
        Optional<ContextBlocks.Block> pods = context.listing("pods");
        Optional<ContextBlocks.Block> services = context.listing("services");
        Optional<ContextBlocks.Block> endpoints = context.listing("endpoints");
        if (pods.isEmpty() || services.isEmpty() || endpoints.isEmpty()) {
            return Optional.empty();
        }
        if (!whole(pods.get()) || !whole(services.get()) || !whole(endpoints.get())) {
            return Optional.empty();
        }
        return Optional.of(new Survey(pods.get(), services.get(), endpoints.get()));
    }

    /** A listing with rows left out says nothing about what is missing. */
    private static boolean whole(ContextBlocks.Block block) {
        return block.ok()
                && !block.text().contains("left out ...]")
                && !KubectlTable.rows(block.text()).isEmpty();
    }

    List<String> observations() {
        return List.of(endpoints.id(), services.id(), pods.id());
    }

    List<Suspect> suspects() {
        List<Suspect> suspects = new ArrayList<>();
        List<Map<String, String>> podRows = KubectlTable.rows(pods.text());
        List<Map<String, String>> endpointRows = KubectlTable.rows(endpoints.text());
        for (Map<String, String> service : KubectlTable.rows(services.text())) {
            String name = service.getOrDefault("NAME", "");
            String selector = service.getOrDefault("SELECTOR", "<none>");
            Optional<String> addresses =
                    endpointRows.stream()
                            .filter(row -> name.equals(row.get("NAME")))
                            .map(row -> row.getOrDefault("ENDPOINTS", ""))
                            .findFirst();
            if (selector.equals("<none>") || selector.isEmpty() || addresses.isEmpty()) {
                continue;
            }
            Matcher endpoint = ENDPOINT.matcher(addresses.get());
            if (!endpoint.find()) {
                suspects.add(suspect(Suspect.Kind.EMPTY, name, Map.of("selector", selector)));
                continue;
            }
            strange(endpoint, ports(service.getOrDefault("PORT(S)", "")))
                    .ifPresent(
                            found ->
                                    suspects.add(
                                            suspect(
                                                    Suspect.Kind.PORT,
                                                    name,
                                                    portFacts(found, service, podRows))));
        }
        return suspects;
    }

    private Suspect suspect(Suspect.Kind kind, String service, Map<String, String> facts) {
        return new Suspect(
                kind, service, Suspect.Status.OPEN, facts, List.of(endpoints.id(), services.id()));
    }

    /** The first endpoint on a port that the service does not have. */
    private static Optional<Strange> strange(Matcher endpoint, Set<String> ports) {
        do {
            if (!ports.contains(endpoint.group(2))) {
                return Optional.of(new Strange(endpoint.group(1), endpoint.group(2)));
            }
        } while (endpoint.find());
        return Optional.empty();
    }

    private static Map<String, String> portFacts(
            Strange found, Map<String, String> service, List<Map<String, String>> podRows) {
        String pod =
                podRows.stream()
                        .filter(row -> found.ip().equals(row.get("IP")))
                        .map(row -> row.getOrDefault("NAME", ""))
                        .findFirst()
                        .orElse("none");
        String port =
                ports(service.getOrDefault("PORT(S)", "")).stream().findFirst().orElse("none");
        return Map.of("endpoint", found.port(), "pod", pod, "port", port);
    }

    private static Set<String> ports(String cell) {
        Set<String> ports = new LinkedHashSet<>();
        Matcher port = PORT.matcher(cell);
        while (port.find()) {
            ports.add(port.group(1));
        }
        return ports;
    }

    private record Strange(String ip, String port) {}
}
