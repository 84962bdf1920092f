package dev.aoi.cluster.process.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code sed} with addresses by number, {@code $} or pattern and the commands s, d, p, q. */
final class Sed {
    private static final Pattern ADDRESS =
            Pattern.compile("^\\s*(?:(\\d+|\\$|/(?:[^/\\\\]|\\\\.)*/)(?:,(\\d+|\\$))?)?\\s*(.*)$");

    private record Command(
            String from, String to, char name, Pattern pattern, String with, String flags) {}

    private Sed() {}

    /** The complaint, or empty. */
    static String run(
            String script, String text, boolean quiet, boolean extended, StringBuilder out) {
        List<Command> commands = new ArrayList<>();
        for (String part : script.split("[;\\n](?=\\s*(?:\\d|\\$|/|[sdpq]))")) {
            if (part.isBlank()) {
                continue;
            }
            Matcher m = ADDRESS.matcher(part);
            if (!m.matches() || m.group(3).isEmpty()) {
                return "unsupported command";
            }
            try {
                commands.add(command(m, extended));
            } catch (PatternSyntaxException | IndexOutOfBoundsException e) {
                return "bad command '" + part + "'";
            }
        }
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        String[] lines = text.isEmpty() ? new String[0] : whole.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            boolean deleted = false;
            boolean quit = false;
            for (Command command : commands) {
                if (deleted || !applies(command, i + 1, lines.length, line)) {
                    continue;
                }
                switch (command.name()) {
                    case 'd' -> deleted = true;
                    case 'p' -> out.append(line).append('\n');
                    case 'q' -> quit = true;
                    default -> {
                        Matcher m = command.pattern().matcher(line);
                        boolean found = m.find();
                        if (found) {
                            line =
                                    command.flags().contains("g")
                                            ? m.replaceAll(command.with())
                                            : m.replaceFirst(command.with());
                        }
                        if (found && command.flags().contains("p")) {
                            out.append(line).append('\n');
                        }
                    }
                }
            }
            if (!deleted && !quiet) {
                out.append(line).append('\n');
            }
            if (quit) {
                break;
            }
        }
        return "";
    }

    private static Command command(Matcher m, boolean extended) {
        String from = m.group(1) == null ? "" : m.group(1);
        String to = m.group(2) == null ? "" : m.group(2);
        String body = m.group(3).strip();
        char name = body.charAt(0);
        if (name != 's') {
            return new Command(from, to, name, Pattern.compile(""), "", "");
        }
        String[] parts =
                body.substring(2).split("(?<!\\\\)" + Pattern.quote(body.substring(1, 2)), -1);
        String regex = extended ? parts[0] : Regexes.basic(parts[0]);
        String with =
                parts[1].replace("$", "\\$")
                        .replaceAll("\\\\(\\d)", "\\$$1")
                        .replaceAll("(?<!\\\\)&", "\\$0");
        String flags = parts.length > 2 ? parts[2] : "";
        int mode = flags.contains("i") || flags.contains("I") ? Pattern.CASE_INSENSITIVE : 0;
        return new Command(from, to, 's', Pattern.compile(regex, mode), with, flags);
    }

    private static boolean applies(Command command, int number, int last, String line) {
        String from = command.from();
        if (from.isEmpty()) {
            return true;
        }
        if (from.startsWith("/")) {
            return Pattern.compile(from.substring(1, from.length() - 1)).matcher(line).find();
        }
        int start = from.equals("$") ? last : Integer.parseInt(from);
        String to = command.to();
        int end = to.isEmpty() ? start : to.equals("$") ? last : Integer.parseInt(to);
        return number >= start && number <= end;
    }
}
