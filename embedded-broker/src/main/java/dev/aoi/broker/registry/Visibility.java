package dev.aoi.broker.registry;

/** Whether a listing shows what was softly deleted. */
enum Visibility {
    LIVE,
    ALL,
    DELETED;

    boolean shows(boolean deleted) {
        return switch (this) {
            case LIVE -> !deleted;
            case ALL -> true;
            case DELETED -> deleted;
        };
    }

    static Visibility withDeleted(boolean deleted) {
        return deleted ? ALL : LIVE;
    }
}
