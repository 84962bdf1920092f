package dev.aoi.cluster.controller;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.LogLine;
import dev.aoi.cluster.world.World;
import dev.aoi.cluster.world.WriteRequest;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A world with the real behaviour, driven as its API server would. */
public final class TestCluster {
    private static final JsonMapper JSON = new JsonMapper();
    private static final WriteRequest USER = new WriteRequest("test", "update", "/", "", "");

    private final World world;

    public TestCluster(long seed) {
        this.world = new World("test", seed, KubernetesBehaviour.factory());
    }

    public TestCluster(World world) {
        this.world = world;
    }

    public World world() {
        return world;
    }

    /** JSON with single quotes for double ones. */
    public static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    public void namespace(String name) {
        create(json("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'" + name + "'}}"));
    }

    public ObjectNode create(ObjectNode object) {
        ResourceKind kind = kind(object);
        return world.write(USER, () -> world.store().create(kind, object));
    }

    public ObjectNode create(String text) {
        return create(json(text));
    }

    public void change(
            ResourceKind kind, String namespace, String name, Consumer<ObjectNode> edit) {
        world.write(
                USER,
                () -> {
                    ObjectNode copy = get(kind, namespace, name).deepCopy();
                    edit.accept(copy);
                    return world.store().update(kind, copy);
                });
    }

    public void delete(ResourceKind kind, String namespace, String name) {
        world.write(
                USER,
                () ->
                        world.store()
                                .delete(new ObjectKey(kind, namespace, name), Preconditions.NONE));
    }

    public void advance(int seconds) {
        world.advance(Duration.ofSeconds(seconds));
    }

    public ObjectNode get(ResourceKind kind, String namespace, String name) {
        return world.store().get(new ObjectKey(kind, namespace, name)).orElseThrow();
    }

    public boolean exists(ResourceKind kind, String namespace, String name) {
        return world.store().get(new ObjectKey(kind, namespace, name)).isPresent();
    }

    /** Pods with this label value, terminating ones too. */
    public List<ObjectNode> pods(String namespace, String label, String value) {
        return world.store().list(ResourceKinds.POD, namespace).stream()
                .filter(pod -> ObjectMeta.labels(pod).getOrDefault(label, "").equals(value))
                .toList();
    }

    public ObjectNode pod(String namespace, String label, String value) {
        List<ObjectNode> pods =
                pods(namespace, label, value).stream()
                        .filter(pod -> !ObjectMeta.terminating(pod))
                        .toList();
        if (pods.size() != 1) {
            throw new AssertionError("expected one pod " + label + "=" + value + ": " + pods);
        }
        return pods.getFirst();
    }

    public List<String> logs(ObjectNode pod, boolean previous) {
        String container = pod.at("/spec/containers/0/name").asString();
        return world
                .runtime()
                .logs(ObjectMeta.namespace(pod), ObjectMeta.name(pod), container, previous)
                .stream()
                .map(LogLine::text)
                .toList();
    }

    public List<String> logs(ObjectNode pod) {
        return logs(pod, false);
    }

    /** Events about an object as {@code type reason message}, in the order of their creation. */
    public List<String> events(String namespace, String name) {
        return world.store().list(ResourceKinds.EVENT, namespace).stream()
                .filter(e -> e.at("/involvedObject/name").asString("").equals(name))
                .sorted(
                        java.util.Comparator.comparingLong(
                                (ObjectNode e) -> Long.parseLong(ObjectMeta.resourceVersion(e))))
                .map(
                        e ->
                                e.path("type").asString()
                                        + " "
                                        + e.path("reason").asString()
                                        + " "
                                        + e.path("message").asString())
                .toList();
    }

    private static ResourceKind kind(ObjectNode object) {
        return ResourceKinds.byKind(
                        object.path("apiVersion").asString(), object.path("kind").asString())
                .orElseThrow();
    }
}
