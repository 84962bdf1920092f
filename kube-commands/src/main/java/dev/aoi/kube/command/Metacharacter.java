package dev.aoi.kube.command;

/** Says why a character is not accepted. */
final class Metacharacter {

    private Metacharacter() {}

    /** Control characters, and those that print nothing or turn the direction of text. */
    static boolean invisible(char c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }

    static Rejection rejection(char c) {
        String meaning =
                switch (c) {
                    case '|' -> "a pipe";
                    case '<', '>' -> "a redirection";
                    case '$', '`' -> "a substitution";
                    case ';', '&' -> "several commands";
                    case '\n', '\r' -> "several lines";
                    case '(', ')' -> "a subshell";
                    case '*', '?', '[', ']', '{', '}', '~' -> "an expansion";
                    case '#' -> "a comment";
                    case '\\' -> "an escape";
                    default -> invisible(c) ? "an invisible character" : "not plain text";
                };
        String shown = invisible(c) ? String.format("U+%04X", (int) c) : "'" + c + "'";
        return new Rejection(
                shown
                        + " ("
                        + meaning
                        + ") is not accepted: commands are not run by a shell. Write one kubectl"
                        + " command; put values with special characters in single quotes");
    }
}
