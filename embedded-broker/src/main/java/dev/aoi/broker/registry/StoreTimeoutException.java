package dev.aoi.broker.registry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Kafka took too long; a write may or may not have happened. */
final class StoreTimeoutException extends StoreException {

    private static final long serialVersionUID = 1L;

    StoreTimeoutException(String what, Duration limit, @Nullable Throwable cause) {
        super(what + " within " + limit.toSeconds() + " s.", cause);
    }
}
