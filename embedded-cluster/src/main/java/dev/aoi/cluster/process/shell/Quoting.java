package dev.aoi.cluster.process.shell;

/** Where quotes and expansions end. */
final class Quoting {
    private Quoting() {}

    /** The text in single quotes. */
    static String literal(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    static int closing(String text, int open, char quote) {
        int end = text.indexOf(quote, open + 1);
        if (end < 0) {
            throw new SyntaxError("unterminated quoted string");
        }
        return end;
    }

    static int endOfDouble(String text, int open) {
        int at = open + 1;
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '"' -> {
                    return at;
                }
                case '\\' -> at += 2;
                case '`' -> at = closing(text, at, '`') + 1;
                case '$' -> at = endOfExpansion(text, at);
                default -> at++;
            }
        }
        throw new SyntaxError("unterminated quoted string");
    }

    /** Index after {@code $name}, <code>${...}</code>, {@code $(...)}, or the dollar alone. */
    static int endOfExpansion(String text, int dollar) {
        if (dollar + 1 >= text.length()) {
            return dollar + 1;
        }
        char next = text.charAt(dollar + 1);
        if (next == '{') {
            return nested(text, dollar + 1, '{', '}');
        }
        if (next == '(') {
            return nested(text, dollar + 1, '(', ')');
        }
        int at = dollar + 1;
        if (Character.isLetter(next) || next == '_') {
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            return at;
        }
        return "?$#@*!-0123456789".indexOf(next) >= 0 ? dollar + 2 : dollar + 1;
    }

    private static int nested(String text, int open, char opening, char closing) {
        int depth = 0;
        int at = open;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at += 2;
                continue;
            }
            if (c == '\'') {
                at = closing(text, at, '\'') + 1;
                continue;
            }
            if (c == '"') {
                at = endOfDouble(text, at) + 1;
                continue;
            }
            depth += c == opening ? 1 : c == closing ? -1 : 0;
            at++;
            if (depth == 0) {
                return at;
            }
        }
        throw new SyntaxError("syntax error: unexpected end of file");
    }
}
