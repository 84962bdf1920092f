package dev.aoi.env.incident;

import dev.aoi.schemas.incident.Limits;

import org.apache.avro.Schema;

import java.util.Optional;

/** Fills in limits that are not set and names those that cannot be. */
final class LimitsCheck {
    /** A week: nobody waits longer for an incident. */
    private static final int LONGEST_SECONDS = 7 * 24 * 3600;

    private static final String DEADLINE = "deadlineSeconds";

    private LimitsCheck() {}

    /** What is wrong, in one sentence. */
    static Optional<String> problem(Limits limits) {
        for (Schema.Field field : Limits.getClassSchema().getFields()) {
            long value = ((Number) limits.get(field.pos())).longValue();
            if (value < 0) {
                return Optional.of(
                        "The limit "
                                + field.name()
                                + " is "
                                + value
                                + "; give a positive number, or 0 for the default.");
            }
        }
        if (limits.getDeadlineSeconds() > LONGEST_SECONDS) {
            return Optional.of(
                    "The limit "
                            + DEADLINE
                            + " is "
                            + limits.getDeadlineSeconds()
                            + "; at most "
                            + LONGEST_SECONDS
                            + " are possible.");
        }
        return Optional.empty();
    }

    /** The same with each 0 replaced by its default. */
    static Limits filled(Limits limits) {
        Limits defaults = Limits.newBuilder().build();
        Limits filled = Limits.newBuilder(limits).build();
        for (Schema.Field field : Limits.getClassSchema().getFields()) {
            if (((Number) limits.get(field.pos())).longValue() == 0) {
                filled.put(field.pos(), defaults.get(field.pos()));
            }
        }
        return filled;
    }
}
