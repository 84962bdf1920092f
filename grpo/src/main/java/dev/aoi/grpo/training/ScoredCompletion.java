package dev.aoi.grpo.training;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A completion that somebody wrote and somebody judged.
 *
 * @param ids of its tokens; 1 and more
 * @param rewards by name; a name that other completions have and this one lacks does not apply to
 *     it, nor does one that is not a number
 * @param truncated it ended at a limit, not by itself
 * @param logProbs of its tokens when they were written, at the temperature of the loss; absent when
 *     nobody recorded them. What they are where a tool answered does not matter
 * @param written which tokens the model wrote itself; absent for all, false where a tool answered
 */
public record ScoredCompletion(
        int[] ids,
        SequencedMap<String, Double> rewards,
        boolean truncated,
        float @Nullable [] logProbs,
        boolean @Nullable [] written) {

    public ScoredCompletion {
        if (ids.length == 0) {
            throw new IllegalArgumentException(
                    "a completion has no tokens; leave it out of its group");
        }
        sameLength("log-probabilities", logProbs == null ? ids.length : logProbs.length, ids);
        sameLength("tool mask entries", written == null ? ids.length : written.length, ids);
        if (logProbs != null) {
            finite(logProbs, written);
        }
        rewards.forEach(
                (name, reward) -> {
                    if (reward.isInfinite()) {
                        throw new IllegalArgumentException(
                                "reward %s of a completion is %s".formatted(name, reward));
                    }
                });
    }

    private static void finite(float[] logProbs, boolean @Nullable [] written) {
        for (int i = 0; i < logProbs.length; i++) {
            if (!Float.isFinite(logProbs[i]) && (written == null || written[i])) {
                throw new IllegalArgumentException(
                        "log-probability %d of a completion is %s, but the model wrote that token; leave all of them out instead"
                                .formatted(i, logProbs[i]));
            }
        }
    }

    private static void sameLength(String what, int length, int[] ids) {
        if (length != ids.length) {
            throw new IllegalArgumentException(
                    "a completion of %d tokens has %d %s".formatted(ids.length, length, what));
        }
    }

    /** One that the model wrote as a whole, with one reward and nothing recorded. */
    public static ScoredCompletion of(int[] ids, Map<String, Double> rewards) {
        return new ScoredCompletion(ids, new LinkedHashMap<>(rewards), false, null, null);
    }
}
