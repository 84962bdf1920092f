package dev.aoi.env.cluster;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a load job counted.
 *
 * @param completed requests that were answered
 * @param failed answers that are no success, and requests that were not answered
 */
public record LoadReport(long completed, long failed) {
    private static final Pattern COMPLETED = Pattern.compile("(\\d+) requests in ");
    private static final Pattern SOCKET =
            Pattern.compile(
                    "Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    /** Reads wrk's report; empty when the text is none. */
    public static Optional<LoadReport> parse(String log) {
        Matcher completed = COMPLETED.matcher(log);
        if (!completed.find()) {
            return Optional.empty();
        }
        long failed = 0;
        Matcher socket = SOCKET.matcher(log);
        if (socket.find()) {
            for (int i = 1; i <= socket.groupCount(); i++) {
                failed += Long.parseLong(socket.group(i));
            }
        }
        Matcher status = STATUS.matcher(log);
        if (status.find()) {
            failed += Long.parseLong(status.group(1));
        }
        return Optional.of(new LoadReport(Long.parseLong(completed.group(1)), failed));
    }

    /** Whether requests came through, and all of them. */
    public boolean served() {
        return completed > 0 && failed == 0;
    }
}
