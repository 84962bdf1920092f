package dev.aoi.grpo.training;

/**
 * A text to learn from, for supervised training.
 *
 * @param ids of all its tokens, prompt and completion; 2 and more
 * @param learned which tokens the model is to predict, as many as ids; the first is never one
 */
public record Example(int[] ids, boolean[] learned) {

    public Example {
        if (ids.length < 2 || learned.length != ids.length) {
            throw new IllegalArgumentException(
                    "an example needs 2 tokens and more, and a mask of the same length, but has %d and %d"
                            .formatted(ids.length, learned.length));
        }
    }

    /**
     * One whose completion is to be learned.
     *
     * @param promptLength tokens that are given
     */
    public static Example of(int[] ids, int promptLength) {
        boolean[] learned = new boolean[ids.length];
        for (int i = Math.max(1, promptLength); i < ids.length; i++) {
            learned[i] = true;
        }
        return new Example(ids, learned);
    }

    /** How many tokens are to be learned. */
    int items() {
        int items = 0;
        for (int i = 1; i < ids.length; i++) {
            items += learned[i] ? 1 : 0;
        }
        return items;
    }
}
