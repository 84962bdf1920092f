package dev.aoi.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.app.BundledManifests;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.Pace;
import dev.aoi.cluster.world.World;
import dev.aoi.cluster.world.WorldSpec;

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

    private TestCluster cluster = world(Pace.VIRTUAL);

    private static TestCluster world(Pace pace) {
        return new TestCluster(
                new World(
                        "w",
                        WorldSpec.of(1).withShape(ClusterShape.NODE1).withPace(pace),
                        KubernetesBehaviour.factory()));
    }

    @TestFactory
    Stream<DynamicTest> showsWhatWasRecorded() throws IOException {
        apply(BundledManifests.MINIATURE.base());
        apply(BundledManifests.MINIATURE.application());
        cluster.advance(100);
        WatchStory story = new WatchStory(cluster.world(), NAMESPACE, NAME);
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

        return recorded("recorded.txt").entrySet().stream()
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(), () -> compare(e.getKey(), e.getValue(), told)));
    }

    @TestFactory
    Stream<DynamicTest> showsWhatWasRecordedOfOtherWorkloads() throws IOException {
        // What is applied together comes together.
        cluster = world(Pace.DEMAND);
        apply(BundledManifests.MINIATURE.base());
        cluster.advance(10);
        List<WatchStory> stories =
                Stream.of("text-service", "home-timeline-redis", "init-social-graph")
                        .map(name -> new WatchStory(cluster.world(), NAMESPACE, name))
                        .toList();
        apply(BundledManifests.MINIATURE.application());
        cluster.create(
                "{'apiVersion':'v1','kind':'Service','metadata':{'name':'home-timeline-redis','namespace':'%s'},'spec':{'clusterIP':'None','selector':{'service':'home-timeline-redis'},'ports':[{'name':'6379','port':6379}]}}"
                        .formatted(NAMESPACE));
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'StatefulSet','metadata':{'name':'home-timeline-redis','namespace':'%s'},'spec':{'replicas':2,'serviceName':'home-timeline-redis','selector':{'matchLabels':{'service':'home-timeline-redis'}},'template':{'metadata':{'labels':{'service':'home-timeline-redis'}},'spec':{'containers':[{'name':'redis','image':'%s1.0.0','env':[{'name':'SERVICE','value':'home-timeline-redis'},{'name':'PORT','value':'6379'}]}]}}}}"
                        .formatted(NAMESPACE, IMAGE));
        cluster.create(
                "{'apiVersion':'batch/v1','kind':'Job','metadata':{'name':'init-social-graph','namespace':'%s'},'spec':{'template':{'spec':{'restartPolicy':'Never','containers':[{'name':'init','image':'local/busybox:1','command':['sh','-c','sleep 2; echo done']}]}}}}"
                        .formatted(NAMESPACE));
        cluster.advance(30);
        Map<String, Map<String, List<String>>> told = new LinkedHashMap<>();
        told.put("apply text-service:", stories.get(0).next());
        told.put("apply home-timeline-redis:", stories.get(1).next());
        told.put("apply init-social-graph:", stories.get(2).next());
        size(3);
        told.put("scale-up home-timeline-redis:", stories.get(1).next());
        cluster.change(
                ResourceKinds.STATEFUL_SET,
                NAMESPACE,
                "home-timeline-redis",
                s ->
                        s.withObject("/spec/template/metadata/annotations")
                                .put("kubectl.kubernetes.io/restartedAt", "2026-11-23T00:00:00Z"));
        cluster.advance(60);
        told.put("restart home-timeline-redis:", stories.get(1).next());
        size(1);
        told.put("scale-down home-timeline-redis:", stories.get(1).next());
        WatchStory user = new WatchStory(cluster.world(), NAMESPACE, "user-service");
        cluster.change(
                ResourceKinds.DEPLOYMENT,
                NAMESPACE,
                "user-service",
                d -> {
                    d.withObject("/spec/strategy").put("type", "Recreate").remove("rollingUpdate");
                    d.withObject("/spec/template/metadata/labels").put("z", "1");
                });
        cluster.advance(30);
        told.put("recreate user-service:", user.next());

        return recorded("applied.txt").entrySet().stream()
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(), () -> compare(e.getKey(), e.getValue(), told)));
    }

    private void size(int replicas) {
        cluster.change(
                ResourceKinds.STATEFUL_SET,
                NAMESPACE,
                "home-timeline-redis",
                s -> s.withObject("spec").put("replicas", replicas));
        cluster.advance(30);
    }

    private static void compare(
            String key, List<String> recorded, Map<String, Map<String, List<String>>> told) {
        int end = key.contains(":") ? key.indexOf(':') + 1 : key.indexOf(' ');
        List<String> ours =
                told.get(key.substring(0, end)).getOrDefault(key.substring(end + 1), List.of());
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
    private static Map<String, List<String>> recorded(String file) throws IOException {
        Map<String, List<String>> stories = new LinkedHashMap<>();
        try (InputStream in =
                WatchRolloutTest.class.getResourceAsStream("/watch-rollout/" + file)) {
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
