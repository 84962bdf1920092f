package dev.aoi.broker.registry;

import org.jspecify.annotations.Nullable;

/** The registry could not start; the message is one sentence fit to be shown to a person. */
public final class RegistryStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RegistryStartException(String sentence) {
        super(sentence);
    }

    public RegistryStartException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
