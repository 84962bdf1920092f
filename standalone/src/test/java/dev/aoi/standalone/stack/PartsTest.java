package dev.aoi.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.standalone.Abandoned;
import dev.aoi.standalone.Interruption;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

class PartsTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Interruption interruption = new Interruption();
    private final Parts parts =
            new Parts(() -> events.add("ground"), interruption, new Timings(System.nanoTime()));

    @Test
    void laterLayersStopFirstAndTheGroundIsLetGoLast() {
        parts.start(List.of(part("a")));
        parts.start(List.of(part("b")));
        parts.close();
        assertThat(events).containsExactly("+a", "+b", "-b", "-a", "ground");
    }

    @Test
    void aPartThatFailsIsToldWhenTheOthersAreUp() {
        parts.start(List.of(part("a")));
        List<Part> layer = List.of(failing(new IllegalStateException("no room")), part("b"));
        assertThatThrownBy(() -> parts.start(layer)).hasMessage("no room");
        parts.close();
        assertThat(events).containsExactly("+a", "+b", "-b", "-a", "ground");
    }

    @Test
    void afterCtrlCNothingIsStarted() {
        interruption.request();
        assertThatThrownBy(() -> parts.start(List.of(part("a")))).isInstanceOf(Abandoned.class);
        parts.close();
        assertThat(events).containsExactly("ground");
    }

    @Test
    void whatFailsBecauseOfTheEndIsNotToldAsAFailure() {
        Part ending =
                new Part(
                        "ending",
                        () -> {
                            interruption.request();
                            throw new ExceptionInInitializerError("Shutdown in progress");
                        });
        assertThatThrownBy(() -> parts.start(List.of(ending))).isInstanceOf(Abandoned.class);
    }

    @Test
    void aPartThatIsStillStartingHoldsTheGroundUntilItIsStopped() {
        CountDownLatch release = new CountDownLatch(1);
        Part slow =
                new Part(
                        "slow",
                        () -> {
                            interruption.request();
                            awaitQuietly(release);
                            return () -> events.add("-slow");
                        });
        parts.start(List.of(part("a")));
        assertThatThrownBy(() -> parts.start(List.of(slow, part("b"))))
                .isInstanceOf(Abandoned.class);
        parts.abandon();
        assertThat(events).containsExactly("+a", "+b", "-b", "-a");
        release.countDown();
        Awaitility.await().until(() -> events.contains("ground"));
        assertThat(events).endsWith("-slow", "ground");
    }

    @Test
    void aPartThatIsSlowToStopIsNotWaitedForAfterCtrlC() {
        CountDownLatch release = new CountDownLatch(1);
        parts.start(
                List.of(
                        new Part(
                                "slow",
                                () ->
                                        () -> {
                                            awaitQuietly(release);
                                            events.add("-slow");
                                        })));
        parts.abandon();
        assertThat(events).isEmpty();
        release.countDown();
        Awaitility.await().until(() -> events.contains("ground"));
        assertThat(events).containsExactly("-slow", "ground");
    }

    private Part part(String name) {
        return new Part(
                name,
                () -> {
                    events.add("+" + name);
                    return () -> events.add("-" + name);
                });
    }

    private static Part failing(RuntimeException failure) {
        return new Part(
                "failing",
                () -> {
                    throw failure;
                });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
