package dev.aoi.kube.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations such as {@code 90s}, {@code 5m} or {@code 1h30m} as whole seconds. */
final class Durations {

    private static final Pattern DURATION =
            Pattern.compile("(?=.)(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

    private Durations() {}

    static long seconds(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new Rejection("'" + text + "' is not a duration such as 90s, 5m or 1h30m");
        }
        return part(matcher, 1) * 3600 + part(matcher, 2) * 60 + part(matcher, 3);
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
