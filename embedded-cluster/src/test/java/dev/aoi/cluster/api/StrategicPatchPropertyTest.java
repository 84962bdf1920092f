package dev.aoi.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.schema.Schema;
import dev.aoi.cluster.schema.Schemas;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

class StrategicPatchPropertyTest {
    private static final Schema CONTAINER = Schemas.named("io.k8s.api.core.v1.Container");

    @Property
    void patchingTwiceIsPatchingOnce(
            @ForAll("env") Map<String, String> target, @ForAll("env") Map<String, String> patch) {
        ObjectNode changes = container(patch);
        JsonNode once = StrategicPatch.apply(CONTAINER, container(target), changes);
        assertThat(StrategicPatch.apply(CONTAINER, (ObjectNode) once, changes)).isEqualTo(once);
    }

    @Property
    void everyPatchedEntryIsThereAndNoneIsLost(
            @ForAll("env") Map<String, String> target, @ForAll("env") Map<String, String> patch) {
        JsonNode result = StrategicPatch.apply(CONTAINER, container(target), container(patch));
        Map<String, String> merged = new java.util.HashMap<>(target);
        merged.putAll(patch);
        List<JsonNode> entries = result.path("env").valueStream().toList();
        assertThat(entries).hasSize(merged.size());
        assertThat(entries)
                .allSatisfy(
                        e ->
                                assertThat(e.path("value").asString())
                                        .isEqualTo(merged.get(e.path("name").asString())));
    }

    @Property
    void unmentionedEntriesKeepTheirOrder(
            @ForAll("env") Map<String, String> target, @ForAll("env") Map<String, String> patch) {
        JsonNode result = StrategicPatch.apply(CONTAINER, container(target), container(patch));
        assertThat(names(result).stream().filter(n -> !patch.containsKey(n)))
                .containsExactlyElementsOf(
                        names(container(target)).stream()
                                .filter(n -> !patch.containsKey(n))
                                .toList());
    }

    @Provide
    Arbitrary<Map<String, String>> env() {
        Arbitrary<String> name = Arbitraries.strings().withCharRange('A', 'H').ofLength(1);
        Arbitrary<String> value = Arbitraries.strings().numeric().ofMaxLength(2);
        return Arbitraries.maps(name, value).ofMaxSize(6);
    }

    private static List<String> names(JsonNode container) {
        return container.path("env").valueStream().map(e -> e.path("name").asString()).toList();
    }

    private static ObjectNode container(Map<String, String> env) {
        ObjectNode container = JsonText.object();
        ArrayNode list = container.putArray("env");
        env.forEach((name, value) -> list.addObject().put("name", name).put("value", value));
        return container;
    }
}
