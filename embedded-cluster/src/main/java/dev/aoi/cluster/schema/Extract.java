package dev.aoi.cluster.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * What {@code src/main/openapi/extract.py} kept of a Kubernetes 1.36 API server's OpenAPI
 * documents: {@code groups} in the order of discovery, {@code documents} with their paths, and
 * {@code types}. No descriptions. Not to be changed by readers.
 */
public final class Extract {
    private static final String RESOURCE = "kubernetes.json.gz";

    private Extract() {}

    private static final class Holder {
        private static final JsonNode CONTENT = load();
    }

    /** Groups as {@code [name, [versions, preferred first]]}. */
    public static JsonNode groups() {
        return Holder.CONTENT.path("groups");
    }

    /** Documents by path, e.g. {@code apis/apps/v1}. */
    public static JsonNode documents() {
        return Holder.CONTENT.path("documents");
    }

    /** Schemas by type name, e.g. {@code io.k8s.api.apps.v1.DeploymentSpec}. */
    public static JsonNode types() {
        return Holder.CONTENT.path("types");
    }

    private static JsonNode load() {
        try (InputStream packed =
                        Objects.requireNonNull(
                                Extract.class.getResourceAsStream(RESOURCE), RESOURCE);
                InputStream json = new GZIPInputStream(packed)) {
            return JsonMapper.shared().readTree(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + RESOURCE + " cannot be read", e);
        }
    }
}
