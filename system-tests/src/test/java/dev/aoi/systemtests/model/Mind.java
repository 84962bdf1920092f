package dev.aoi.systemtests.model;

/** The role that asks, told by the words of its prompt. */
public enum Mind {
    OBSERVER("You lead the investigation"),
    PROBE("You are the probe"),
    EXECUTOR("You are the executor"),
    COMPRESSOR("You shorten the output");

    private final String begin;

    Mind(String begin) {
        this.begin = begin;
    }

    static Mind of(PromptText prompt) {
        for (Mind mind : values()) {
            if (prompt.system().startsWith(mind.begin)) {
                return mind;
            }
        }
        throw new IllegalArgumentException(
                "No role begins its prompt like this: " + prompt.system().lines().findFirst());
    }

    String answer(PromptText prompt) {
        return switch (this) {
            case OBSERVER -> ObserverMind.answer(prompt);
            case PROBE -> ProbeMind.answer(prompt);
            case EXECUTOR -> ExecutorMind.answer(prompt);
            case COMPRESSOR -> CompressorMind.answer(prompt);
        };
    }
}
