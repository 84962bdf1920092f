package dev.aoi.grpo.weights.gguf;

/** Told how far an import is. */
@FunctionalInterface
public interface ImportProgress {
    /** Tells nobody. */
    ImportProgress SILENT = (_, _, _) -> {};

    /**
     * A tensor is next.
     *
     * @param tensor its Hugging Face name
     * @param done bytes of the weights up to its end
     * @param total bytes of all weights
     */
    void writing(String tensor, long done, long total);
}
