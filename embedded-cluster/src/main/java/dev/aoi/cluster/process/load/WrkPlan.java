package dev.aoi.cluster.process.load;

import dev.aoi.cluster.process.Arguments;
import dev.aoi.cluster.process.Durations;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a wrk2 command line asks for.
 *
 * @param url as written
 * @param host target host
 * @param port target port, 80 when the URL has none
 * @param operation method and path
 * @param duration how long requests are sent
 * @param rate requests per second over all connections
 */
record WrkPlan(
        String url,
        String host,
        int port,
        String operation,
        Duration duration,
        double rate,
        int threads,
        int connections) {
    private static final String COMPOSE = "/wrk2-api/post/compose";

    /** Empty when the line has no usable URL or rate, which wrk answers with its usage. */
    static Optional<WrkPlan> parse(List<String> argv) {
        Optional<String> url = argv.stream().filter(a -> a.startsWith("http://")).findFirst();
        Optional<Double> rate =
                Arguments.option(argv, "-R", "--rate")
                        .filter(r -> r.matches("\\d+(\\.\\d+)?"))
                        .map(Double::valueOf)
                        .filter(r -> r > 0);
        if (url.isEmpty() || rate.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(url.get());
            if (uri.getHost() == null) {
                return Optional.empty();
            }
            String path = uri.getRawPath();
            // The scripts make their own paths; a bare address gets the compose script's.
            String target = path == null || path.length() < 2 ? COMPOSE : path;
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String method = target.equals(COMPOSE) ? "POST " : "GET ";
            return Optional.of(
                    new WrkPlan(
                            url.get(),
                            uri.getHost(),
                            uri.getPort() < 0 ? 80 : uri.getPort(),
                            method + target + query,
                            Arguments.option(argv, "-d", "--duration")
                                    .flatMap(Durations::parse)
                                    .orElse(Duration.ofSeconds(10)),
                            rate.get(),
                            number(argv, 2, "-t", "--threads"),
                            number(argv, 10, "-c", "--connections")));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static int number(List<String> argv, int absent, String... names) {
        return Arguments.option(argv, names)
                .filter(v -> v.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(absent);
    }

    long requests() {
        return Math.max(1, Math.round(rate * duration.toMillis() / 1000.0));
    }

    Duration pause() {
        return Duration.ofNanos(Math.round(1e9 / rate));
    }
}
