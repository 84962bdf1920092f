package dev.aoi.standalone.output;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Commands that a person can type next, as they must be typed here: the program as it was called,
 * and the options that name the same data folder or stack.
 *
 * @param program what to type for the program
 * @param options words that lead to the same place; empty for the usual one
 */
public record Hints(String program, List<String> options) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    public Hints {
        options = List.copyOf(options);
    }

    /**
     * In this environment; {@code ./aoi} says how it was called.
     *
     * @param options words that lead to the same place
     */
    public static Hints of(Map<String, String> environment, List<String> options) {
        return new Hints(environment.getOrDefault("AOI_COMMAND", "aoi"), options);
    }

    /** The whole command, quoted for a shell. */
    public String type(String command) {
        String also = options.stream().map(Hints::quoted).collect(Collectors.joining(" "));
        return quoted(program) + " " + command + (also.isEmpty() ? "" : " " + also);
    }

    /** A command that needs no stack and no folder. */
    public String typeAnywhere(String command) {
        return quoted(program) + " " + command;
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
