package dev.aoi.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.app.BundledManifests;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.World;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Changes of a deployment show the same states in the same order as on a real cluster. */
class WatchRolloutTest {
    private static final String NAMESPACE = BundledManifests.MINIATURE.namespace();
    private static final String NAME = "text-service";
    private static final String IMAGE = "local/social-network-microservices:";

    private final TestCluster cluster =
            new TestCluster(new World("w", 1, ClusterShape.NODE1, KubernetesBehaviour.factory()));

    @TestFactory
    Stream<DynamicTest> showsWhatWasRecorded() throws IOException {
        apply(BundledManifests.MINIATURE.base());
        apply(BundledManifests.MINIATURE.application());
        cluster.advance(100);
        WatchStory story =
                new WatchStory(
                        cluster.world(), NAMESPACE, NAME, Map.of("1.0.0", "old", "1.1.0", "new"));
        Map<String, Map<String, List<String>>> told = new LinkedHashMap<>();
        image("1.1.0", 5);
        told.put("set-image", story.next());
        scale(2, 4);
        told.put("scale-up", story.next());
        scale(0, 4);
        told.put("scale-to-zero", story.next());
        scale(1, 4);
        told.put("scale-from-zero", story.next());
        image("1.0.0", 5);
        told.put("undo", story.next());

        return recorded().entrySet().stream()
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(), () -> compare(e.getKey(), e.getValue(), told)));
    }

    private static void compare(
            String key, List<String> recorded, Map<String, Map<String, List<String>>> told) {
        String[] parts = key.split(" ", 2);
        List<String> ours = told.get(parts[0]).getOrDefault(parts[1], List.of());
        List<String> expected =
                recorded.stream()
                        .filter(line -> line.startsWith(" ") || ours.contains(line.substring(1)))
                        .map(line -> line.substring(1))
                        .toList();
        assertThat(ours).containsExactlyElementsOf(expected);
    }

    private void image(String tag, int seconds) {
        cluster.change(
                ResourceKinds.DEPLOYMENT,
                NAMESPACE,
                NAME,
                d ->
                        ((ObjectNode) d.at("/spec/template/spec/containers/0"))
                                .put("image", IMAGE + tag));
        cluster.advance(seconds);
    }

    private void scale(int replicas, int seconds) {
        cluster.change(
                ResourceKinds.DEPLOYMENT,
                NAMESPACE,
                NAME,
                d -> d.withObject("spec").put("replicas", replicas));
        cluster.advance(seconds);
    }

    private void apply(String yaml) {
        JsonMapper json = new JsonMapper();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            ObjectNode object = json.valueToTree(document);
            if (!object.path("kind").asString().equals("Namespace")) {
                object.withObject("metadata").put("namespace", NAMESPACE);
            }
            cluster.create(object);
        }
    }

    /** Lines by change and object; a line that may be missing begins with a question mark. */
    private static Map<String, List<String>> recorded() throws IOException {
        Map<String, List<String>> stories = new LinkedHashMap<>();
        try (InputStream in =
                WatchRolloutTest.class.getResourceAsStream("/watch-rollout/recorded.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<String> current = List.of();
            for (String line : text.lines().toList()) {
                if (line.startsWith("== ")) {
                    current = stories.computeIfAbsent(line.substring(3), k -> new ArrayList<>());
                } else if (line.startsWith(" ") || line.startsWith("?")) {
                    current.add(line);
                }
            }
        }
        return stories;
    }
}
