package dev.aoi.standalone.log;

import dev.aoi.standalone.CommandFailure;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Notices that the broker of a feed has gone, which Kafka's consumer keeps to itself: it waits in
 * silence for ever.
 *
 * <p>Steps: (1) after a silence the broker is asked for a sign of life; (2) if none comes that is
 * told, and it is asked again and again; (3) an answer is told, too, and all is well; (4) without
 * one until the patience is over, it is given up.
 */
public final class BrokerWatch {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;
    private final Predicate<Duration> answers;
    private final Consumer<String> tell;
    private long heardAt;
    private long askedAt;
    private boolean away;

    /**
     * @param answers whether the broker answers within that time
     * @param tell told in one sentence when it goes and when it is back
     * @param now {@link System#nanoTime()}
     */
    public BrokerWatch(
            String bootstrap, Predicate<Duration> answers, Consumer<String> tell, long now) {
        this.bootstrap = bootstrap;
        this.answers = answers;
        this.tell = tell;
        this.heardAt = now;
        this.askedAt = now;
    }

    /**
     * To be called all the time.
     *
     * @param came whether something came from the broker since the last call
     * @param now {@link System#nanoTime()}
     * @throws CommandFailure when it is given up
     */
    public void look(boolean came, long now) {
        if (came || now - Math.max(heardAt, askedAt) < SILENCE.toNanos()) {
            if (came) {
                heard(now);
            }
            return;
        }
        askedAt = now;
        if (answers.test(ANSWER)) {
            heard(now);
            return;
        }
        if (!away) {
            away = true;
            tell.accept(
                    "the broker at "
                            + bootstrap
                            + " does not answer any more; waiting "
                            + PATIENCE.toSeconds()
                            + " s for it to come back.");
        }
        if (now - heardAt > PATIENCE.toNanos()) {
            throw CommandFailure.environment(
                    "The broker at "
                            + bootstrap
                            + " has not answered for "
                            + PATIENCE.toSeconds()
                            + " s, so nothing more will come; is its stack still up?");
        }
    }

    private void heard(long now) {
        heardAt = now;
        if (away) {
            away = false;
            tell.accept("the broker at " + bootstrap + " answers again.");
        }
    }
}
