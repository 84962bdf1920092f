package dev.aoi.cluster.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A pod's {@code /etc/resolv.conf} and {@code /etc/hosts} (Kubernetes: "DNS for Services and
 * Pods").
 *
 * @param servers addresses of name servers
 * @param searches domains that are tried after a name
 * @param options such as {@code ndots:5}
 * @param hosts names with addresses of their own
 */
public record ResolverConfig(
        List<String> servers,
        List<String> searches,
        List<String> options,
        Map<String, String> hosts) {
    public ResolverConfig {
        servers = List.copyOf(servers);
        searches = List.copyOf(searches);
        options = List.copyOf(options);
        hosts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(hosts));
    }

    /** What a pod of a namespace has by default. */
    public static ResolverConfig clusterFirst(String namespace) {
        return new ResolverConfig(
                List.of("10.96.0.10"),
                List.of(namespace + ".svc.cluster.local", "svc.cluster.local", "cluster.local"),
                List.of("ndots:5"),
                Map.of());
    }

    /** Full names to ask for, in order, for a name as a program writes it. */
    public List<String> candidates(String name) {
        if (name.endsWith(".")) {
            return List.of(name.substring(0, name.length() - 1));
        }
        List<String> names = new ArrayList<>();
        long dots = name.chars().filter(c -> c == '.').count();
        boolean first = dots >= ndots();
        if (first) {
            names.add(name);
        }
        searches.forEach(domain -> names.add(name + "." + domain));
        if (!first) {
            names.add(name);
        }
        return names;
    }

    private int ndots() {
        return options.stream()
                .filter(option -> option.matches("ndots:\\d{1,2}"))
                .map(option -> Integer.valueOf(option.substring("ndots:".length())))
                .reduce(1, (a, b) -> b);
    }

    /** As the file shows it. */
    public String file() {
        StringBuilder text = new StringBuilder();
        if (!searches.isEmpty()) {
            text.append("search ").append(String.join(" ", searches)).append('\n');
        }
        servers.forEach(server -> text.append("nameserver ").append(server).append('\n'));
        if (!options.isEmpty()) {
            text.append("options ").append(String.join(" ", options)).append('\n');
        }
        return text.toString();
    }
}
