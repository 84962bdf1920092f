package dev.aoi.broker.registry;

import org.jspecify.annotations.Nullable;

/** Kafka failed the registry. */
class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
