package dev.aoi.cluster.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a world's time pass while a line runs that waits for it.
 *
 * <ol>
 *   <li>A client gets {@link #START} to ask what it has to ask; most lines have ended by then and
 *       take no more virtual time than their requests.
 *   <li>Then the clock goes on in steps of {@link #STEP}, faster than the wall clock, up to the
 *       second at which the line had ended when it was recorded.
 *   <li>What is still running then waits for a time-out of its own, in wall time: the clock stands
 *       for as long as the line took when it was recorded, and {@link #HOLD} more.
 *   <li>Or it waits for something that takes longer here: then the clock goes on with the wall
 *       clock.
 * </ol>
 */
final class Pacer implements Shell.Watcher {
    private static final Duration START = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration TICK = Duration.ofMillis(40);
    private static final Duration HOLD = Duration.ofMillis(1500);

    private final StateClock clock;
    private final Duration target;
    private final Duration hold;

    /**
     * @param target until when time may pass
     * @param recorded how long the line took when it was recorded
     */
    Pacer(StateClock clock, Duration target, Duration recorded) {
        this.clock = clock;
        this.target = target;
        this.hold = recorded.plus(HOLD);
    }

    @Override
    public AutoCloseable watch(Process process) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().name("pacer").start(() -> pace(ended));
        return () -> {
            ended.countDown();
            thread.join();
        };
    }

    private void pace(CountDownLatch ended) {
        try {
            boolean over = ended.await(START.toMillis(), TimeUnit.MILLISECONDS);
            while (!over && clock.elapsed().compareTo(target) < 0) {
                Duration next = clock.elapsed().plus(STEP);
                clock.passTo(next.compareTo(target) < 0 ? next : target);
                over = ended.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
            }
            over = over || ended.await(hold.toMillis(), TimeUnit.MILLISECONDS);
            while (!over) {
                clock.pass(TICK);
                over = ended.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers every {@code sleep} of a shell from a clock until it is interrupted. */
    static Thread sleeps(Shell shell, StateClock clock) {
        return Thread.ofPlatform()
                .daemon()
                .name("sleeps")
                .start(
                        () -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                answer(shell.asked(), shell.answers(), clock);
                            }
                        });
    }

    private static void answer(Path asked, Path answers, StateClock clock) {
        try {
            // Reading a pipe to its end waits for a writer, and ends with it.
            String seconds = Files.readString(asked, StandardCharsets.UTF_8).strip();
            if (seconds.isEmpty()) {
                return;
            }
            double wanted = Double.parseDouble(seconds);
            clock.pass(Duration.ofMillis(Math.round(wanted * 1000)));
            // What runs beside it in the same line needs some wall time too.
            Thread.sleep(Math.min(400, Math.round(wanted * 1000)));
            Files.writeString(answers, "\n", StandardOpenOption.WRITE);
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException(
                    "Cannot answer a sleep of a line: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
