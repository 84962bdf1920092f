package dev.aoi.cluster.controller;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a schedule is due (Kubernetes: "CronJob schedule syntax"): five fields, or a name such as
 * {@code @hourly}, or {@code @every 90s}.
 *
 * <p>A day must match both day fields, but where neither of the two is {@code *} one suffices.
 * Local times that a zone skips are skipped.
 */
final class CronSchedule {
    private static final Map<String, String> NAMED =
            Map.of(
                    "@yearly", "0 0 1 1 *",
                    "@annually", "0 0 1 1 *",
                    "@monthly", "0 0 1 * *",
                    "@weekly", "0 0 * * 0",
                    "@daily", "0 0 * * *",
                    "@midnight", "0 0 * * *",
                    "@hourly", "0 * * * *");
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> DAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Pattern EVERY = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    /** A date that never comes is looked for this long. */
    private static final int YEARS = 5;

    /** Bits of the values that match, and whether the field was {@code *}. */
    private record Field(long bits, boolean any) {
        boolean has(int value) {
            return (bits >>> value & 1) != 0;
        }
    }

    private final List<Field> fields;
    private final Duration every;
    private final ZoneId zone;

    private CronSchedule(List<Field> fields, Duration every, ZoneId zone) {
        this.fields = fields;
        this.every = every;
        this.zone = zone;
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static CronSchedule parse(String text, ZoneId zone) {
        String schedule = text.strip();
        if (schedule.startsWith("@every ")) {
            return new CronSchedule(List.of(), every(schedule.substring(7).strip()), zone);
        }
        if (schedule.startsWith("@") && !NAMED.containsKey(schedule)) {
            throw new IllegalArgumentException("unrecognized descriptor: " + schedule);
        }
        String[] parts = NAMED.getOrDefault(schedule, schedule).split("\\s+");
        if (parts.length != 5) {
            throw new IllegalArgumentException(
                    "expected exactly 5 fields, found %d: [%s]"
                            .formatted(parts.length, String.join(" ", parts)));
        }
        return new CronSchedule(
                List.of(
                        field(parts[0], 0, 59, List.of()),
                        field(parts[1], 0, 23, List.of()),
                        field(parts[2], 1, 31, List.of()),
                        field(parts[3], 1, 12, MONTHS),
                        field(parts[4], 0, 6, DAYS)),
                Duration.ZERO,
                zone);
    }

    /** The first due time after an instant; empty where there is none in the next years. */
    Optional<Instant> next(Instant after) {
        if (fields.isEmpty()) {
            return Optional.of(after.truncatedTo(ChronoUnit.SECONDS).plus(every));
        }
        ZonedDateTime at = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        int last = at.getYear() + YEARS;
        while (at.getYear() <= last) {
            if (!fields.get(3).has(at.getMonthValue())) {
                at = at.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(zone);
            } else if (!day(at)) {
                at = at.toLocalDate().plusDays(1).atStartOfDay(zone);
            } else if (!fields.get(1).has(at.getHour())) {
                at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!fields.getFirst().has(at.getMinute())) {
                at = at.plusMinutes(1);
            } else {
                return Optional.of(at.toInstant());
            }
        }
        return Optional.empty();
    }

    private boolean day(ZonedDateTime at) {
        Field ofMonth = fields.get(2);
        Field ofWeek = fields.get(4);
        boolean month = ofMonth.has(at.getDayOfMonth());
        boolean week = ofWeek.has(at.getDayOfWeek().getValue() % 7);
        return ofMonth.any() || ofWeek.any() ? month && week : month || week;
    }

    private static Duration every(String text) {
        Matcher m = EVERY.matcher(text);
        if (text.isEmpty() || !m.matches()) {
            throw new IllegalArgumentException("failed to parse duration @every " + text);
        }
        Duration sum =
                Duration.ofHours(number(m.group(1)))
                        .plusMinutes(number(m.group(2)))
                        .plusSeconds(number(m.group(3)));
        return sum.isZero() ? Duration.ofSeconds(1) : sum;
    }

    private static long number(@Nullable String group) {
        return group == null ? 0 : Long.parseLong(group);
    }

    private static Field field(String text, int min, int max, List<String> names) {
        long bits = 0;
        boolean any = false;
        for (String part : text.split(",")) {
            String[] stepped = part.split("/", -1);
            if (stepped.length > 2) {
                throw new IllegalArgumentException("too many slashes: " + part);
            }
            String[] range = stepped[0].split("-", -1);
            if (range.length > 2) {
                throw new IllegalArgumentException("too many hyphens: " + part);
            }
            boolean star = stepped[0].equals("*") || stepped[0].equals("?");
            int start = star ? min : value(range[0], min, names);
            int end = range.length == 2 ? value(range[1], min, names) : start;
            int step = stepped.length == 2 ? value(stepped[1], 0, List.of()) : 1;
            if (star || stepped.length == 2 && range.length == 1) {
                end = max;
            }
            check(part, start, end, step, min, max);
            any |= star && step == 1;
            for (int i = start; i <= end; i += step) {
                bits |= 1L << i;
            }
        }
        return new Field(bits, any);
    }

    private static void check(String part, int start, int end, int step, int min, int max) {
        if (start < min) {
            throw new IllegalArgumentException(
                    "beginning of range (%d) below minimum (%d): %s".formatted(start, min, part));
        }
        if (end > max) {
            throw new IllegalArgumentException(
                    "end of range (%d) above maximum (%d): %s".formatted(end, max, part));
        }
        if (start > end) {
            throw new IllegalArgumentException(
                    "beginning of range (%d) beyond end of range (%d): %s"
                            .formatted(start, end, part));
        }
        if (step == 0) {
            throw new IllegalArgumentException(
                    "step of range should be a positive number: " + part);
        }
    }

    private static int value(String text, int min, List<String> names) {
        int name = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) {
            return name + min;
        }
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("failed to parse int from " + text);
        }
        return Integer.parseInt(text);
    }
}
