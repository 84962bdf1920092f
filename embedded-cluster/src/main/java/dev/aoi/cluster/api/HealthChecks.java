package dev.aoi.cluster.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code /healthz}, {@code /livez} and {@code /readyz} with their single checks: a world that
 * answers at all is well.
 */
final class HealthChecks {
    private static final List<String> STARTED =
            List.of(
                    "poststarthook/start-apiserver-admission-initializer",
                    "poststarthook/generic-apiserver-start-informers",
                    "poststarthook/priority-and-fairness-config-consumer",
                    "poststarthook/priority-and-fairness-filter",
                    "poststarthook/storage-object-count-tracker-hook",
                    "poststarthook/start-apiextensions-informers",
                    "poststarthook/start-apiextensions-controllers",
                    "poststarthook/crd-informer-synced",
                    "poststarthook/start-system-namespaces-controller",
                    "poststarthook/peer-endpoint-reconciler-controller",
                    "poststarthook/start-cluster-authentication-info-controller",
                    "poststarthook/start-kube-apiserver-identity-lease-controller",
                    "poststarthook/start-kube-apiserver-identity-lease-garbage-collector",
                    "poststarthook/storage-readiness",
                    "poststarthook/start-legacy-token-tracking-controller",
                    "poststarthook/start-service-ip-repair-controllers",
                    "poststarthook/rbac/bootstrap-roles",
                    "poststarthook/scheduling/bootstrap-system-priority-classes",
                    "poststarthook/priority-and-fairness-config-producer",
                    "poststarthook/bootstrap-controller",
                    "poststarthook/start-kubernetes-service-cidr-controller",
                    "poststarthook/aggregator-reload-proxy-client-cert",
                    "poststarthook/start-kube-aggregator-informers",
                    "poststarthook/apiservice-status-local-available-controller",
                    "poststarthook/apiservice-status-remote-available-controller",
                    "poststarthook/apiservice-registration-controller",
                    "poststarthook/apiservice-discovery-controller",
                    "poststarthook/kube-apiserver-autoregistration",
                    "autoregister-completion",
                    "poststarthook/apiservice-openapi-controller",
                    "poststarthook/apiservice-openapiv3-controller");

    private HealthChecks() {}

    /** The answer to a path of health; empty when it is none. */
    static Optional<ApiReply> answer(String path, Query query) {
        String[] parts = path.split("/", 3);
        String which = parts.length < 2 ? "" : parts[1];
        if (!List.of("healthz", "livez", "readyz").contains(which)) {
            return Optional.empty();
        }
        List<String> checks = checks(which);
        if (parts.length == 3 && !parts[2].isEmpty()) {
            return checks.contains(parts[2])
                    ? Optional.of(new ApiReply.Text("ok"))
                    : Optional.empty();
        }
        if (!query.values().containsKey("verbose")) {
            return Optional.of(new ApiReply.Text("ok"));
        }
        List<String> excluded = query.all("exclude");
        StringBuilder text = new StringBuilder();
        for (String check : checks) {
            text.append("[+]").append(check);
            text.append(excluded.contains(check) ? " excluded: ok\n" : " ok\n");
        }
        return Optional.of(
                new ApiReply.Text(text.append(which).append(" check passed\n").toString()));
    }

    /** Names of the single checks behind a path, in their order. */
    static List<String> checks(String which) {
        List<String> checks = new ArrayList<>(List.of("ping", "log"));
        if (!which.equals("readyz")) {
            checks.add("loopback-serving-certificate");
        }
        checks.add("etcd");
        if (which.equals("readyz")) {
            checks.addAll(List.of("etcd-readiness", "informer-sync"));
        }
        checks.addAll(STARTED);
        if (which.equals("readyz")) {
            checks.add("shutdown");
        }
        return checks;
    }
}
