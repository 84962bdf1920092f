package dev.aoi.kube.print;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a string is written in YAML so that it reads back as a string: plain where that is safe, in
 * double quotes where it would read as another type, in single quotes where its characters would
 * read as structure, as a literal block where it has several lines.
 */
final class YamlScalar {

    private static final int WIDTH = 80;

    private static final Set<String> WORDS =
            Set.of(
                    "", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False",
                    "FALSE", "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On",
                    "ON", "off", "Off", "OFF", "<<", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF",
                    "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");

    private static final Pattern NUMBER =
            Pattern.compile(
                    "[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?"
                            + "|[-+]?0x[0-9a-fA-F_]+|[-+]?0b[01_]+|0o[0-7]+"
                            + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");

    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}([Tt ]\\d{1,2}:\\d{1,2}:\\d{1,2}.*)?");

    private static final Pattern STRUCTURE =
            Pattern.compile(
                    "[-?:](\\s.*)?|[#,\\[\\]{}&*!|>'\"%@`].*|---.*|\\.\\.\\..*|.*: .*|.*:|.* #.*|"
                            + " .*|.* ");

    private YamlScalar() {}

    /**
     * Writes a string.
     *
     * @param column how many characters the line has already
     * @param indent blanks in front of a continued line
     */
    static String write(String text, int column, int indent) {
        if (text.contains("\n") && isLiteral(text)) {
            return literal(text, indent);
        }
        if (text.chars().anyMatch(c -> c < 0x20 && c != '\t' || c == 0x7f) || text.contains("\t")) {
            return doubleQuoted(text);
        }
        if (WORDS.contains(text)
                || NUMBER.matcher(text).matches()
                || TIME.matcher(text).matches()) {
            return doubleQuoted(text);
        }
        return STRUCTURE.matcher(text).matches()
                ? folded("'" + text.replace("'", "''") + "'", column, indent)
                : folded(text, column, indent);
    }

    private static boolean isLiteral(String text) {
        return !text.contains(" \n")
                && !text.endsWith(" ")
                && text.chars().allMatch(c -> c >= 0x20 && c != 0x7f || c == '\n' || c == '\t');
    }

    private static String literal(String text, int indent) {
        boolean ended = text.endsWith("\n");
        String keep = !ended ? "-" : text.equals("\n") || text.endsWith("\n\n") ? "+" : "";
        String lead = text.startsWith(" ") || text.startsWith("\n") ? "2" : "";
        StringBuilder out = new StringBuilder("|").append(lead).append(keep);
        String body = ended ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            out.append('\n');
            if (!line.isEmpty()) {
                out.repeat(' ', indent).append(line);
            }
        }
        return out.toString();
    }

    private static String folded(String text, int column, int indent) {
        StringBuilder out = new StringBuilder();
        int at = column;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean single =
                    c == ' '
                            && i > 0
                            && i < text.length() - 1
                            && text.charAt(i - 1) != ' '
                            && text.charAt(i + 1) != ' ';
            if (single && at > WIDTH) {
                out.append('\n').repeat(' ', indent);
                at = indent;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private static String doubleQuoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append(String.format("\\x%02X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
