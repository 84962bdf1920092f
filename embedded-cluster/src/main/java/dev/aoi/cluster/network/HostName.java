package dev.aoi.cluster.network;

import java.util.Optional;

/**
 * A Service named as a pod's resolver reads it: search list {@code <ns>.svc.cluster.local
 * svc.cluster.local cluster.local} (Kubernetes: "DNS for Services and Pods").
 */
record HostName(String namespace, String service) {
    private static final String DOMAIN = ".svc.cluster.local";

    static Optional<HostName> parse(String host, String ownNamespace) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.endsWith(DOMAIN)) {
            name = name.substring(0, name.length() - DOMAIN.length());
        } else if (name.endsWith(".svc")) {
            name = name.substring(0, name.length() - ".svc".length());
        }
        String[] parts = name.split("\\.");
        return switch (parts.length) {
            case 1 ->
                    name.equals(host) || name.isEmpty()
                            ? Optional.of(new HostName(ownNamespace, name))
                            : Optional.empty();
            case 2 -> Optional.of(new HostName(parts[1], parts[0]));
            default -> Optional.empty();
        };
    }

    static boolean isAddress(String host) {
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }
}
