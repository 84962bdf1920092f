package dev.aoi.grpo.weights;

/**
 * A model folder, or a file of one, does not fit what it claims or what this library can run. The
 * message is one sentence that names the file, the tensor or key, the value, and what to do.
 */
public final class ModelFolderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses with a finished sentence.
     *
     * @param message the sentence
     */
    public ModelFolderException(String message) {
        super(message);
    }

    /**
     * Refuses because of another failure, such as one of reading the file.
     *
     * @param message the sentence
     * @param cause what went wrong below
     */
    public ModelFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
