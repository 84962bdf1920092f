package dev.aoi.cluster.process.shell;

import java.util.ArrayList;
import java.util.List;

/** Cuts a script into words and operators. Quotes and expansions stay inside their words. */
final class Lexer {
    /** A token; {@code heredoc} holds the text of a here-document. */
    record Token(boolean operator, String text, String heredoc) {}

    private static final List<String> OPERATORS =
            List.of(
                    "<<-", "&&", "||", ";;", "<<", ">>", "<&", ">&", "&>", "\n", ";", "&", "|", "<",
                    ">", "(", ")");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Integer> pending = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text.replace("\\\n", ""));
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (!operator()) {
                word();
            }
        }
    }

    private boolean operator() {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                tokens.add(new Token(true, operator, ""));
                if (operator.equals("\n")) {
                    heredocs();
                }
                return true;
            }
        }
        return false;
    }

    private void heredocs() {
        for (int index : pending) {
            String delimiter = tokens.get(index + 1).text();
            String bare = delimiter.replaceAll("['\"\\\\]", "");
            StringBuilder body = new StringBuilder();
            while (at < text.length()) {
                int end = text.indexOf('\n', at);
                String line = text.substring(at, end < 0 ? text.length() : end);
                at = end < 0 ? text.length() : end + 1;
                String stripped =
                        tokens.get(index).text().equals("<<-")
                                ? line.replaceFirst("^\t+", "")
                                : line;
                if (stripped.equals(bare)) {
                    break;
                }
                body.append(stripped).append('\n');
            }
            String content =
                    bare.equals(delimiter) ? body.toString() : Quoting.literal(body.toString());
            tokens.set(index + 1, new Token(false, delimiter, content));
        }
        pending.clear();
    }

    private void word() {
        int start = at;
        while (at < text.length() && " \t\r\n;&|<>()".indexOf(text.charAt(at)) < 0) {
            switch (text.charAt(at)) {
                case '\\' -> at = Math.min(text.length(), at + 2);
                case '\'' -> at = Quoting.closing(text, at, '\'') + 1;
                case '"' -> at = Quoting.endOfDouble(text, at) + 1;
                case '`' -> at = Quoting.closing(text, at, '`') + 1;
                case '$' -> at = Quoting.endOfExpansion(text, at);
                default -> at++;
            }
        }
        String word = text.substring(start, at);
        boolean number = word.matches("\\d") && at < text.length();
        if (number && (text.charAt(at) == '<' || text.charAt(at) == '>')) {
            // A descriptor before a redirection.
            operator();
            Token last = tokens.removeLast();
            tokens.add(new Token(true, word + last.text(), ""));
            return;
        }
        tokens.add(new Token(false, word, ""));
        int before = tokens.size() - 2;
        if (before >= 0
                && tokens.get(before).operator()
                && tokens.get(before).text().startsWith("<<")) {
            pending.add(before);
        }
    }
}
