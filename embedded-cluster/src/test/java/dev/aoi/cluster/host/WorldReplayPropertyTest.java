package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.api.ApiCall;
import dev.aoi.cluster.api.Caller;
import dev.aoi.cluster.api.KubernetesApi;
import dev.aoi.cluster.api.Query;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.BehaviourFactory;
import dev.aoi.cluster.world.PlainBehaviour;
import dev.aoi.cluster.world.World;
import dev.aoi.cluster.world.WorldSpec;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whatever is done to a world, accepted or refused: its log replays to the same world. */
class WorldReplayPropertyTest {
    private static final BehaviourFactory PLAIN = PlainBehaviour.with();
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private record Step(String method, String path, String type, String body) {
        ApiCall call() {
            int mark = path.indexOf('?');
            return new ApiCall(
                    Caller.named("env"),
                    method,
                    mark < 0 ? path : path.substring(0, mark),
                    path,
                    Query.parse(mark < 0 ? "" : path.substring(mark + 1)),
                    "",
                    type,
                    body,
                    false);
        }
    }

    @Property(tries = 150)
    void theLogTellsTheWholeStory(
            @ForAll("steps") List<Step> steps, @ForAll long seed, @ForAll boolean torn)
            throws IOException {
        Path folder = Files.createTempDirectory("worlds");
        List<JsonNode> dumps = new ArrayList<>();
        try (Worlds worlds = new Worlds(folder, PLAIN)) {
            World world = worlds.create("w", WorldSpec.of(seed));
            for (Step step : steps) {
                dumps.add(WorldDump.of(world));
                perform(world, step);
            }
            dumps.add(WorldDump.of(world));
        }
        Path log = folder.resolve("w.world");
        byte[] bytes = Files.readAllBytes(log);
        if (torn && LogReader.read(log).records().size() > 1) {
            Files.write(log, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        }
        try (Worlds worlds = new Worlds(folder, PLAIN)) {
            JsonNode replayed = WorldDump.of(worlds.find("w").orElseThrow());
            if (torn) {
                assertThat(dumps).contains(replayed);
            } else {
                assertThat(replayed).isEqualTo(dumps.getLast());
            }
            worlds.delete("w");
        }
        Files.delete(folder);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> name = Arbitraries.of("a", "b", "c");
        Arbitrary<Step> step =
                Arbitraries.oneOf(
                        name.map(
                                n ->
                                        new Step(
                                                "POST",
                                                MAPS,
                                                "application/json",
                                                "{\"metadata\":{\"name\":\"" + n + "\"}}")),
                        Arbitraries.just(
                                new Step(
                                        "POST",
                                        MAPS,
                                        "application/json",
                                        "{\"metadata\":{\"generateName\":\"g-\"}}")),
                        name.map(
                                n ->
                                        new Step(
                                                "PATCH",
                                                MAPS + "/" + n,
                                                "application/merge-patch+json",
                                                "{\"data\":{\"k\":\"v\"}}")),
                        name.map(n -> new Step("DELETE", MAPS + "/" + n, "", "")),
                        Arbitraries.just(new Step("DELETE", MAPS, "", "")),
                        name.map(n -> new Step("GET", MAPS + "/" + n, "", "")),
                        Arbitraries.just(new Step("POST", MAPS, "application/json", "{bad")),
                        name.map(
                                n ->
                                        new Step(
                                                "POST",
                                                "/api/v1/namespaces",
                                                "application/json",
                                                "{\"metadata\":{\"name\":\"n-" + n + "\"}}")),
                        Arbitraries.integers()
                                .between(1, 5000)
                                .map(millis -> new Step("ADVANCE", "", "", millis.toString())));
        return step.list().ofMaxSize(25);
    }

    private static void perform(World world, Step step) {
        if (step.method().equals("ADVANCE")) {
            world.advance(Duration.ofMillis(Long.parseLong(step.body())));
            return;
        }
        try {
            KubernetesApi.handle(world, step.call());
        } catch (ApiException e) {
            assertThat(e.code()).isIn(400, 404, 409);
        }
    }
}
