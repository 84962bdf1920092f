package dev.aoi.kube.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The words after a verb, sorted into positional words, flags, and what follows {@code --}. A flag
 * that the verb does not list, or that comes twice, is rejected by name.
 */
final class Arguments {

    private final String verb;
    private final Set<Flag> allowed;
    private final List<String> positional = new ArrayList<>();
    private final List<String> afterDashes = new ArrayList<>();
    private final Map<Flag, String> flags = new EnumMap<>(Flag.class);

    private Arguments(String verb, Set<Flag> allowed) {
        this.verb = verb;
        this.allowed = allowed;
    }

    static Arguments read(String verb, List<String> words, Set<Flag> allowed) {
        Arguments arguments = new Arguments(verb, EnumSet.copyOf(allowed));
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals("--")) {
                rest.forEachRemaining(arguments.afterDashes::add);
            } else if (word.startsWith("--")) {
                arguments.longFlag(word.substring(2), rest);
            } else if (word.startsWith("-")) {
                arguments.shortFlag(word, rest);
            } else {
                arguments.positional.add(word);
            }
        }
        return arguments;
    }

    String verb() {
        return verb;
    }

    List<String> positional() {
        return positional;
    }

    List<String> afterDashes() {
        return afterDashes;
    }

    boolean has(Flag flag) {
        return flags.containsKey(flag);
    }

    /** The value of a flag, or the given one where it is absent. */
    String value(Flag flag, String absent) {
        return flags.getOrDefault(flag, absent);
    }

    /** Whether a switch is on: written alone or as {@code --flag=true}. */
    boolean on(Flag flag) {
        return switch (value(flag, "false")) {
            case "true" -> true;
            case "false" -> false;
            case String other ->
                    throw new Rejection(flag.shown() + " is true or false, not '" + other + "'");
        };
    }

    /** A whole number of at least {@code lowest}, or {@code absent} where the flag is absent. */
    long number(Flag flag, long lowest, long highest, long absent) {
        if (!has(flag)) {
            return absent;
        }
        String text = value(flag, "");
        try {
            long number = Long.parseLong(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, with the range.
        }
        throw new Rejection(
                flag.shown()
                        + " is a whole number from "
                        + lowest
                        + " to "
                        + highest
                        + ", not '"
                        + text
                        + "'");
    }

    NamespaceChoice namespace() {
        if (has(Flag.ALL_NAMESPACES) && on(Flag.ALL_NAMESPACES)) {
            if (has(Flag.NAMESPACE)) {
                throw new Rejection("-A and -n exclude each other");
            }
            return new NamespaceChoice.All();
        }
        return has(Flag.NAMESPACE)
                ? new NamespaceChoice.One(Names.label("namespace", value(Flag.NAMESPACE, "")))
                : new NamespaceChoice.Unstated();
    }

    private void longFlag(String text, Iterator<String> rest) {
        int equals = text.indexOf('=');
        String word = equals < 0 ? text : text.substring(0, equals);
        Flag flag = find(f -> f.isWord(word), "--" + word);
        if (equals >= 0) {
            put(flag, text.substring(equals + 1));
        } else {
            put(flag, flag.takesValue() ? next(flag, rest) : "true");
        }
    }

    private void shortFlag(String text, Iterator<String> rest) {
        if (text.length() == 1) {
            throw new Rejection("'-' (standard input) is not accepted");
        }
        Flag flag = find(f -> f.isLetter(text.charAt(1)), text.substring(0, 2));
        String tail = text.substring(2);
        if (flag.takesValue()) {
            put(flag, tail.isEmpty() ? next(flag, rest) : tail.replaceFirst("^=", ""));
        } else if (tail.isEmpty()) {
            put(flag, "true");
        } else {
            throw new Rejection("write the flags of '" + text + "' one by one");
        }
    }

    private Flag find(Predicate<Flag> wanted, String shown) {
        return allowed.stream().filter(wanted).findFirst().orElseThrow(() -> unknown(shown));
    }

    private Rejection unknown(String shown) {
        String why =
                switch (shown) {
                    case "-f", "--follow", "-w", "--watch" ->
                            " (nothing is followed or watched: look again instead)";
                    default -> "";
                };
        String accepted = allowed.stream().map(Flag::shown).collect(Collectors.joining(" "));
        return new Rejection(
                "flag "
                        + shown
                        + " is not accepted by kubectl "
                        + verb
                        + why
                        + "; accepted: "
                        + accepted);
    }

    private static String next(Flag flag, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new Rejection(flag.shown() + " needs a value");
        }
        return rest.next();
    }

    private void put(Flag flag, String value) {
        if (flags.put(flag, value) != null) {
            throw new Rejection(flag.shown() + " is given twice");
        }
    }
}
