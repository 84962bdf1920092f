package dev.aoi.broker.registry;

import java.util.Locale;
import java.util.Optional;

/** What a new version of a schema owes to the earlier versions of its subject. */
public enum CompatibilityLevel {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean readsEarlier;
    private final boolean readByEarlier;
    private final boolean transitive;

    CompatibilityLevel(boolean readsEarlier, boolean readByEarlier, boolean transitive) {
        this.readsEarlier = readsEarlier;
        this.readByEarlier = readByEarlier;
        this.transitive = transitive;
    }

    /** The new schema must read what earlier ones wrote. */
    public boolean readsEarlier() {
        return readsEarlier;
    }

    /** Earlier schemas must read what the new one writes. */
    public boolean readByEarlier() {
        return readByEarlier;
    }

    /** Owed to every earlier version, not only to the last. */
    public boolean transitive() {
        return transitive;
    }

    /** The level of this name, in any case of letters. */
    public static Optional<CompatibilityLevel> named(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        for (CompatibilityLevel level : values()) {
            if (level.name().equals(wanted)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
