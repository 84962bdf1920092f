package dev.aoi.broker;

import org.jspecify.annotations.Nullable;

/** The broker could not start; the message is one sentence fit to be shown to a person as it is. */
public final class BrokerStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokerStartException(String sentence) {
        super(sentence);
    }

    public BrokerStartException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
