package dev.aoi.kube.describe;

import tools.jackson.databind.JsonNode;

/** The volumes of a pod or pod template, each by what it is filled from. */
record VolumeSection(Page page, int nameIndent) {

    void write(int indent, JsonNode volumes) {
        if (volumes.isEmpty()) {
            page.line(indent, "Volumes:", Layout.NONE);
            return;
        }
        page.line(indent, "Volumes:");
        for (JsonNode volume : volumes) {
            page.line(nameIndent, Layout.text(volume, "name") + ":");
            source(volume);
        }
    }

    private void source(JsonNode volume) {
        if (volume.has("configMap")) {
            JsonNode map = volume.path("configMap");
            type("ConfigMap (a volume populated by a ConfigMap)");
            page.line(4, "Name:", Layout.text(map, "name"));
            page.line(4, "Optional:", "" + map.path("optional").asBoolean(false));
        } else if (volume.has("secret")) {
            JsonNode secret = volume.path("secret");
            type("Secret (a volume populated by a Secret)");
            page.line(4, "SecretName:", Layout.text(secret, "secretName"));
            page.line(4, "Optional:", "" + secret.path("optional").asBoolean(false));
        } else if (volume.has("emptyDir")) {
            type("EmptyDir (a temporary directory that shares a pod's lifetime)");
            page.line(4, "Medium:", Layout.text(volume, "emptyDir", "medium"));
            String limit = Layout.text(volume, "emptyDir", "sizeLimit");
            page.line(4, "SizeLimit:", Layout.orElse(limit, Layout.UNSET));
        } else if (volume.has("hostPath")) {
            type("HostPath (bare host directory volume)");
            page.line(4, "Path:", Layout.text(volume, "hostPath", "path"));
            page.line(4, "HostPathType:", Layout.text(volume, "hostPath", "type"));
        } else if (volume.has("persistentVolumeClaim")) {
            JsonNode claim = volume.path("persistentVolumeClaim");
            type(
                    "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same"
                            + " namespace)");
            page.line(4, "ClaimName:", Layout.text(claim, "claimName"));
            page.line(4, "ReadOnly:", "" + claim.path("readOnly").asBoolean(false));
        } else if (volume.has("projected")) {
            type("Projected (a volume that contains injected data from multiple sources)");
            volume.path("projected").path("sources").forEach(this::projected);
        } else if (volume.has("downwardAPI")) {
            type("DownwardAPI (a volume populated by information about the pod)");
            page.line(4, "Items:");
            for (JsonNode item : volume.path("downwardAPI").path("items")) {
                String field = Layout.text(item, "fieldRef", "fieldPath");
                page.line(6, field + " -> " + Layout.text(item, "path"));
            }
        } else {
            page.line(2, "<unknown>");
        }
    }

    private void projected(JsonNode source) {
        if (source.has("serviceAccountToken")) {
            page.line(
                    4,
                    "TokenExpirationSeconds:",
                    Layout.text(source, "serviceAccountToken", "expirationSeconds"));
        } else if (source.has("configMap")) {
            JsonNode map = source.path("configMap");
            page.line(4, "ConfigMapName:", Layout.text(map, "name"));
            page.line(4, "Optional:", "" + map.path("optional").asBoolean(false));
        } else if (source.has("secret")) {
            JsonNode secret = source.path("secret");
            page.line(4, "SecretName:", Layout.text(secret, "name"));
            page.line(4, "Optional:", "" + secret.path("optional").asBoolean(false));
        } else if (source.has("downwardAPI")) {
            page.line(4, "DownwardAPI:", "true");
        }
    }

    private void type(String type) {
        page.line(4, "Type:", type);
    }
}
