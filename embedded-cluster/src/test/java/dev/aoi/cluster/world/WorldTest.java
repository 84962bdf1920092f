package dev.aoi.cluster.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

class WorldTest {
    private static final WriteRequest REQUEST = new WriteRequest("env", "create", "/x", "", "");

    private final List<String> heard = new ArrayList<>();

    @Test
    void readsCostTimeAndNothingElseMovesIt() {
        World world = new World("w", 1, PlainBehaviour.with());
        Instant start = world.now();
        world.read(() -> "");
        assertThat(world.now()).isEqualTo(start.plusMillis(20));
        Instant wall = Instant.now();
        await().until(() -> Instant.now().isAfter(wall.plusMillis(5)));
        assertThat(world.now()).isEqualTo(start.plusMillis(20));
    }

    @Test
    void aWriteSettlesOnlyWhatIsDueSoon() {
        World world = new World("w", 1, PlainBehaviour.with(onConfigMaps(this::twoTimers)));
        Instant start = world.now();
        world.write(
                REQUEST,
                () -> world.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a")));
        assertThat(heard).containsExactly("0.02 a", "1.02 soon");
        assertThat(world.now()).isEqualTo(start.plusMillis(1020));
        world.advance(Duration.ofSeconds(10));
        assertThat(heard).containsExactly("0.02 a", "1.02 soon", "5.02 late");
    }

    @Test
    void whoLooksFirstAfterAWriteWasBegunSettlesIt() {
        World world = new World("w", 1, PlainBehaviour.with(onConfigMaps(this::twoTimers)));
        world.begin(
                REQUEST,
                () -> world.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a")));
        assertThat(heard).isEmpty();
        world.locked(() -> assertThat(heard).containsExactly("0.02 a", "1.02 soon"));
        world.finish();
        assertThat(heard).containsExactly("0.02 a", "1.02 soon");
    }

    @Test
    void aBegunWriteIsSettledWithoutAnotherRequest() {
        World world = new World("w", 1, PlainBehaviour.with(onConfigMaps(this::twoTimers)));
        world.begin(
                REQUEST,
                () -> world.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a")));
        world.finish();
        assertThat(heard).containsExactly("0.02 a", "1.02 soon");
    }

    @Test
    void manySmallStepsAreOneLargeStep() {
        World whole = new World("w", 1, PlainBehaviour.with(onConfigMaps(this::twoTimers)));
        whole.locked(() -> whole.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a")));
        whole.advance(Duration.ofSeconds(6));
        List<String> once = List.copyOf(heard);
        heard.clear();
        World steps = new World("w", 1, PlainBehaviour.with(onConfigMaps(this::twoTimers)));
        steps.locked(() -> steps.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a")));
        for (int i = 0; i < 60; i++) {
            steps.advance(Duration.ofMillis(100));
        }
        assertThat(heard).isEqualTo(once);
        assertThat(steps.now()).isEqualTo(whole.now());
    }

    @Test
    void theEarliestTimerOfAKeyWins() {
        World world =
                new World(
                        "w",
                        1,
                        PlainBehaviour.with(
                                onConfigMaps(
                                        (key, context) -> {
                                            heard.add(key.name());
                                            if (heard.size() == 1) {
                                                context.requeueAfter(key, Duration.ofSeconds(9));
                                                context.requeueAfter(key, Duration.ofSeconds(3));
                                                context.requeueAfter(key, Duration.ofSeconds(5));
                                            }
                                        })));
        world.locked(() -> world.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a")));
        world.advance(Duration.ofSeconds(20));
        assertThat(heard).containsExactly("a", "a");
    }

    @Test
    void aFailingControllerIsCountedAndTriedAgain() {
        World world =
                new World(
                        "w",
                        1,
                        PlainBehaviour.with(
                                onConfigMaps(
                                        (key, context) -> {
                                            heard.add(key.name());
                                            if (heard.size() == 1) {
                                                throw new IllegalStateException("deliberate");
                                            }
                                        })));
        world.locked(() -> world.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a")));
        world.advance(Duration.ofSeconds(20));
        assertThat(world.failures()).isEqualTo(1);
        assertThat(heard).hasSize(2);
    }

    @Test
    void aWorldNeverPassesTheWallClock() {
        World world = new World("w", 1, PlainBehaviour.with());
        assertThat(world.now()).isBefore(Instant.now());
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.advance(Duration.ofDays(36500)))
                .withMessageContaining("pass the wall clock");
    }

    @Test
    void acceptedWritesAreRemembered() {
        World world = new World("w", 1, PlainBehaviour.with());
        ObjectNode made =
                world.write(
                        REQUEST,
                        () ->
                                world.store()
                                        .create(ResourceKinds.CONFIG_MAP, Objects.configMap("a")));
        assertThat(world.writes())
                .singleElement()
                .satisfies(
                        write -> {
                            assertThat(write.user()).isEqualTo("env");
                            assertThat(write.resourceVersion())
                                    .isEqualTo(made.at("/metadata/resourceVersion").asString());
                        });
    }

    @Test
    void anEndedWorldRefusesAndWakesItsWatchers() throws InterruptedException {
        World world = new World("w", 1, PlainBehaviour.with());
        Thread watcher =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        world.awaitChange(Long.MAX_VALUE, Duration.ofMinutes(5));
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        world.close();
        assertThat(watcher.join(Duration.ofSeconds(10))).isTrue();
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> world.read(() -> ""));
    }

    @Test
    void eventsAreCountedCombinedAndExpire() {
        World world = new World("w", 1, PlainBehaviour.with());
        ObjectNode about = world.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a"));
        for (int i = 0; i < 3; i++) {
            world.events().record(about, "Warning", "BackOff", "same", "kubelet");
            world.advance(Duration.ofSeconds(10));
        }
        ObjectNode counted = events(world).getFirst();
        assertThat(counted.path("count").asInt()).isEqualTo(3);
        assertThat(
                        Duration.between(
                                Instant.parse(counted.path("firstTimestamp").asString()),
                                Instant.parse(counted.path("lastTimestamp").asString())))
                .isEqualTo(Duration.ofSeconds(20));
        for (int i = 0; i < 12; i++) {
            world.events().record(about, "Normal", "Scaled", "to " + i, "deployment-controller");
        }
        assertThat(events(world))
                .filteredOn(
                        e ->
                                e.path("message")
                                        .asString()
                                        .startsWith("(combined from similar events): "))
                .singleElement()
                .satisfies(e -> assertThat(e.path("count").asInt()).isEqualTo(3));
        world.advance(Duration.ofMinutes(61));
        assertThat(events(world)).isEmpty();
    }

    @Test
    void whatIsDroppedAfterABurstIsCountedByTheNextThatIsWritten() {
        World world = new World("w", 1, PlainBehaviour.with());
        ObjectNode about = world.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a"));
        for (int i = 0; i < 30; i++) {
            world.events().record(about, "Warning", "BackOff", "same", "kubelet");
        }
        assertThat(events(world).getFirst().path("count").asInt()).isEqualTo(25);
        world.advance(Duration.ofSeconds(300));
        world.events().record(about, "Warning", "BackOff", "same", "kubelet");
        assertThat(events(world))
                .singleElement()
                .satisfies(e -> assertThat(e.path("count").asInt()).isEqualTo(31));
    }

    @Test
    void eventsOfOneMomentHaveNamesOfTheirOwn() {
        World world = new World("w", 1, PlainBehaviour.with());
        ObjectNode a = world.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a"));
        ObjectNode b = world.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("b"));
        world.events().record(a, "Normal", "X", "x", "kubelet");
        world.events().record(b, "Normal", "X", "x", "kubelet");
        assertThat(events(world))
                .extracting(e -> ObjectMeta.name(e).replaceFirst(".*\\.", ""))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSchedulersEventsHaveTheNewerForm() {
        World world = new World("w", 1, PlainBehaviour.with());
        ObjectNode about = world.store().create(ResourceKinds.CONFIG_MAP, Objects.configMap("a"));
        world.events().record(about, "Warning", "FailedScheduling", "0/2", "default-scheduler");
        world.advance(Duration.ofMinutes(5));
        world.events().record(about, "Warning", "FailedScheduling", "0/2", "default-scheduler");
        assertThat(events(world))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.has("count")).isFalse();
                            assertThat(event.path("eventTime").asString())
                                    .endsWith("Z")
                                    .hasSize(27);
                            assertThat(event.at("/series/count").asInt()).isEqualTo(2);
                        });
    }

    private static List<ObjectNode> events(World world) {
        return world.store().list(ResourceKinds.EVENT, "default");
    }

    private void twoTimers(ObjectKey key, ControllerContext context) {
        Instant start =
                Instant.parse(
                        context.store()
                                .list(ResourceKinds.NODE, "")
                                .getFirst()
                                .at("/metadata/creationTimestamp")
                                .asString());
        heard.add(Duration.between(start, context.now()).toMillis() / 1000.0 + " " + key.name());
        if (key.name().equals("a")) {
            context.requeueAfter(new ObjectKey(key.kind(), "", "soon"), Duration.ofSeconds(1));
            context.requeueAfter(new ObjectKey(key.kind(), "", "late"), Duration.ofSeconds(5));
        }
    }

    private static Controller onConfigMaps(BiConsumer<ObjectKey, ControllerContext> action) {
        return new Controller() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Set<ResourceKind> watches() {
                return Set.of(ResourceKinds.CONFIG_MAP);
            }

            @Override
            public void reconcile(ObjectKey key, ControllerContext context) {
                action.accept(key, context);
            }
        };
    }
}
