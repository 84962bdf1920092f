package dev.aoi.broker.registry;

import java.util.Optional;

/** What a request comes to: the event that must be in the log before the answer may be given. */
record Decision<T>(Optional<RegistryEvent> event, T answer) {

    static <T> Decision<T> nothingToWrite(T answer) {
        return new Decision<>(Optional.empty(), answer);
    }

    static <T> Decision<T> write(RegistryEvent event, T answer) {
        return new Decision<>(Optional.of(event), answer);
    }
}
