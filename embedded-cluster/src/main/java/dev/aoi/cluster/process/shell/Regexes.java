package dev.aoi.cluster.process.shell;

/** Regular expressions of POSIX as Java's. */
final class Regexes {
    private Regexes() {}

    /** A basic expression: there {@code + ? | ( ) { }} are special only after a backslash. */
    static String basic(String expression) {
        StringBuilder out = new StringBuilder();
        boolean set = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (set) {
                out.append(c == '\\' ? "\\\\" : String.valueOf(c));
                set = c != ']';
            } else if (c == '[') {
                set = true;
                out.append(c);
            } else if (c == '\\' && i + 1 < expression.length()) {
                char next = expression.charAt(++i);
                out.append("+?|(){}".indexOf(next) >= 0 ? String.valueOf(next) : "\\" + next);
            } else if ("+?|(){}".indexOf(c) >= 0) {
                out.append('\\').append(c);
            } else if (c == '*' && (i == 0 || expression.charAt(i - 1) == '^')) {
                out.append("\\*");
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
