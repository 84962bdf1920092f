package dev.aoi.cluster.process;

import java.util.List;
import java.util.Optional;

/** Options on a command line. */
public final class Arguments {
    private Arguments() {}

    /** Value of the first of these options, written {@code --x v} or {@code --x=v}. */
    public static Optional<String> option(List<String> argv, String... names) {
        for (int i = 0; i < argv.size(); i++) {
            for (String name : names) {
                if (argv.get(i).equals(name) && i + 1 < argv.size()) {
                    return Optional.of(argv.get(i + 1));
                }
                if (argv.get(i).startsWith(name + "=")) {
                    return Optional.of(argv.get(i).substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    /** As {@link #option}, for a port number; the default where it is absent or no number. */
    public static int port(List<String> argv, int absent, String... names) {
        return option(argv, names)
                .filter(v -> v.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .orElse(absent);
    }
}
