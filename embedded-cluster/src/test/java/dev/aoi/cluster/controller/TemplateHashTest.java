package dev.aoi.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.podtemplate.Vectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * Templates with the hashes that a real Kubernetes 1.36.3 gave them ({@code recorded*.jsonl}), and
 * random ones with what its own libraries say ({@code random.jsonl}, printed by {@code
 * src/main/go/templatehash/vectors}).
 */
class TemplateHashTest {
    static List<JsonNode> recorded() {
        return Vectors.read("recorded.jsonl");
    }

    static List<JsonNode> recordedRevisions() {
        return Vectors.read("recorded-revisions.jsonl");
    }

    static List<JsonNode> random() {
        return Vectors.read("random.jsonl");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void hashIsThatOfTheRealReplicaSet(JsonNode vector) {
        assertThat(TemplateHash.of(vector.path("template"), 0))
                .isEqualTo(vector.path("hash").asString());
    }

    @ParameterizedTest
    @MethodSource("recordedRevisions")
    void revisionIsThatOfTheRealStatefulSet(JsonNode vector) {
        assertThat(TemplateHash.ofRevision(vector.path("template"), 0))
                .isEqualTo(vector.path("revisionHash").asString());
    }

    @ParameterizedTest
    @MethodSource("random")
    void anyTemplateHashesAsInGo(JsonNode vector) {
        JsonNode template = vector.path("template");
        assertThat(TemplateHash.of(template, 0)).isEqualTo(vector.path("hash").asString());
        assertThat(TemplateHash.ofRevision(template, 0))
                .isEqualTo(vector.path("revisionHash").asString());
    }

    @ParameterizedTest
    @MethodSource("random")
    void aCountOfCollisionsChangesTheHashAsInGo(JsonNode vector) {
        int collisions = vector.path("collisions").asInt();
        if (collisions > 0) {
            assertThat(TemplateHash.of(vector.path("template"), collisions))
                    .isEqualTo(vector.path("hashWithCollisions").asString());
        }
    }
}
