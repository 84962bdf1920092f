package dev.aoi.broker.registry;

/** One version of a subject: the schema it stands for, and whether it was softly deleted. */
record RegisteredVersion(int id, boolean deleted) {

    RegisteredVersion softlyDeleted() {
        return new RegisteredVersion(id, true);
    }
}
