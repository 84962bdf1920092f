package dev.aoi.cluster.process.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options of a small tool in the form of getopt. */
final class Options {
    private final Map<String, String> given = new HashMap<>();
    private final List<String> operands = new ArrayList<>();
    private String unknown = "";

    /**
     * Reads words.
     *
     * @param flags letters without and, each followed by a colon, with a value
     */
    static Options of(List<String> args, String flags) {
        Options options = new Options();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--")) {
                options.operands.addAll(args.subList(i + 1, args.size()));
                break;
            }
            if (arg.startsWith("--")) {
                int equals = arg.indexOf('=');
                String name = equals < 0 ? arg : arg.substring(0, equals);
                options.given.put(name, equals < 0 ? "" : arg.substring(equals + 1));
                continue;
            }
            if (arg.length() < 2 || arg.charAt(0) != '-') {
                options.operands.add(arg);
                continue;
            }
            for (int at = 1; at < arg.length(); at++) {
                char letter = arg.charAt(at);
                int known = flags.indexOf(letter);
                if (known < 0) {
                    options.unknown =
                            options.unknown.isEmpty() ? String.valueOf(letter) : options.unknown;
                    continue;
                }
                boolean valued = known + 1 < flags.length() && flags.charAt(known + 1) == ':';
                if (!valued) {
                    options.given.put(String.valueOf(letter), "");
                    continue;
                }
                String value = arg.substring(at + 1);
                if (value.isEmpty() && i + 1 < args.size()) {
                    value = args.get(++i);
                }
                options.given.put(String.valueOf(letter), value);
                break;
            }
        }
        return options;
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name));
    }

    long number(String name, long absent) {
        return value(name).filter(v -> v.matches("\\d{1,15}")).map(Long::valueOf).orElse(absent);
    }

    List<String> operands() {
        return operands;
    }

    /** The first letter that is none of the options; empty when all are. */
    String unknown() {
        return unknown;
    }
}
