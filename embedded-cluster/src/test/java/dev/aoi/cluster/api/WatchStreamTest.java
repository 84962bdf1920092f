package dev.aoi.cluster.api;

import static dev.aoi.cluster.kind.ResourceKinds.CONFIG_MAP;
import static dev.aoi.cluster.world.Objects.configMap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.PlainBehaviour;
import dev.aoi.cluster.world.World;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class WatchStreamTest {
    private final World world = new World("w", 1, PlainBehaviour.with());

    @Test
    void changesSinceAVersionComeOnceAndInOrder() throws Exception {
        world.store().create(CONFIG_MAP, configMap("before"));
        long from = world.store().revision();
        world.store().create(CONFIG_MAP, configMap("a"));
        change("a", "2");
        world.store().delete(key("a"), Preconditions.NONE);
        assertThat(watch("resourceVersion=" + from, 3))
                .extracting(WatchStreamTest::line)
                .containsExactly("ADDED a 1", "MODIFIED a 2", "DELETED a 2");
    }

    @Test
    void aForgottenVersionIsExpired() throws Exception {
        world.store().create(CONFIG_MAP, configMap("a"));
        for (int i = 0; i < 4200; i++) {
            change("a", "v" + i);
        }
        JsonNode error = watch("resourceVersion=2", 1).getFirst();
        assertThat(error.path("type").asString()).isEqualTo("ERROR");
        assertThat(error.at("/object/reason").asString()).isEqualTo("Expired");
        assertThat(error.at("/object/code").asInt()).isEqualTo(410);
    }

    @Test
    void theStreamEndsWithTheWorld() throws Exception {
        WatchStream stream = open("resourceVersion=" + world.store().revision());
        Thread.ofVirtual().start(world::close);
        assertThat(listen(stream, 1)).isEmpty();
    }

    /** Listens for at most {@code count} events. */
    private List<JsonNode> watch(String query, int count) throws IOException, InterruptedException {
        return listen(open(query), count);
    }

    private WatchStream open(String query) {
        ApiCall call =
                new ApiCall(
                        Caller.named("env"),
                        "GET",
                        "/api/v1/namespaces/default/configmaps",
                        "",
                        Query.parse("watch=1&" + query),
                        "",
                        "",
                        "",
                        false);
        return ((ApiReply.Watch) KubernetesApi.handle(world, call)).stream();
    }

    private static List<JsonNode> listen(WatchStream stream, int count)
            throws IOException, InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        stream.run(
                new WatchStream.Sink() {
                    @Override
                    public void send(String line) {
                        events.add(JsonText.read(line));
                    }

                    @Override
                    public boolean open() {
                        return events.size() < count;
                    }
                });
        return events;
    }

    private void change(String name, String value) {
        ObjectNode object = configMap(name);
        object.putObject("data").put("a", value);
        world.store().update(CONFIG_MAP, object);
    }

    private static ObjectKey key(String name) {
        return new ObjectKey(CONFIG_MAP, "default", name);
    }

    private static String line(JsonNode event) {
        return event.path("type").asString()
                + " "
                + event.at("/object/metadata/name").asString()
                + " "
                + event.at("/object/data/a").asString();
    }
}
