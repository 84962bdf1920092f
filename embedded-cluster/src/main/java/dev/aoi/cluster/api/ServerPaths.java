package dev.aoi.cluster.api;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the server tells of itself: its version, and the paths that it answers. */
final class ServerPaths {
    private static final List<String> FIXED =
            List.of(
                    "/.well-known/openid-configuration",
                    "/api",
                    "/api/v1",
                    "/apis",
                    "/apis/",
                    "/flagz",
                    "/metrics",
                    "/metrics/slis",
                    "/openapi/v2",
                    "/openapi/v3",
                    "/openapi/v3/",
                    "/openid/v1/jwks",
                    "/statusz",
                    "/version");

    private ServerPaths() {}

    static ObjectNode of(Map<String, List<String>> groups) {
        TreeSet<String> paths = new TreeSet<>(FIXED);
        groups.forEach(
                (group, versions) -> {
                    if (!group.isEmpty()) {
                        paths.add("/apis/" + group);
                        versions.forEach(version -> paths.add("/apis/" + group + "/" + version));
                    }
                });
        for (String which : List.of("healthz", "livez", "readyz")) {
            paths.add("/" + which);
            // /healthz names the checks of /livez.
            HealthChecks.checks(which).forEach(check -> paths.add("/" + which + "/" + check));
        }
        ObjectNode root = JsonText.object();
        paths.forEach(root.putArray("paths")::add);
        return root;
    }

    static ObjectNode version() {
        return JsonText.object()
                .put("major", "1")
                .put("minor", "36")
                .put("emulationMajor", "1")
                .put("emulationMinor", "36")
                .put("minCompatibilityMajor", "1")
                .put("minCompatibilityMinor", "35")
                .put("gitVersion", "v1.36.3")
                .put("gitCommit", "0000000000000000000000000000000000000000")
                .put("gitTreeState", "clean")
                .put("buildDate", "2026-11-23T00:00:00Z")
                .put("goVersion", "go1.26.8")
                .put("compiler", "gc")
                .put("platform", "linux/amd64");
    }
}
