package dev.aoi.standalone.run;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Ids for new incidents: {@code inc-<yyyymmdd>-<six letters or digits>}. */
public final class IncidentIds {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 6;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    private IncidentIds() {}

    /** A new id; the random part has 30 bits, so that a day's incidents do not meet. */
    public static String draw(Clock clock, RandomGenerator random) {
        StringBuilder id = new StringBuilder("inc-");
        id.append(DAY.format(LocalDate.now(clock))).append('-');
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
