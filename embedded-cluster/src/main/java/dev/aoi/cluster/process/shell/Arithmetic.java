package dev.aoi.cluster.process.shell;

import java.util.List;

/** Integer expressions with the operators and precedences of C. */
final class Arithmetic {
    private static final List<List<String>> LEVELS =
            List.of(
                    List.of("||"),
                    List.of("&&"),
                    List.of("==", "!="),
                    List.of("<=", ">=", "<", ">"),
                    List.of("+", "-"),
                    List.of("*", "/", "%"));

    private final String text;
    private final ShellState state;
    private int at;

    private Arithmetic(String text, ShellState state) {
        this.text = text;
        this.state = state;
    }

    static long evaluate(String text, ShellState state) {
        Arithmetic arithmetic = new Arithmetic(text, state);
        long value = arithmetic.assignment();
        arithmetic.blank();
        if (arithmetic.at < text.length()) {
            throw new SyntaxError("arithmetic syntax error");
        }
        return value;
    }

    private void blank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private long assignment() {
        blank();
        int start = at;
        String name = name();
        blank();
        if (!name.isEmpty() && at < text.length()) {
            for (String operator : List.of("+=", "-=", "*=", "=")) {
                boolean equality = operator.equals("=") && text.startsWith("==", at);
                if (text.startsWith(operator, at) && !equality) {
                    at += operator.length();
                    long right = assignment();
                    long value =
                            operator.equals("=")
                                    ? right
                                    : apply(operator.substring(0, 1), variable(name), right);
                    state.variables.put(name, Long.toString(value));
                    return value;
                }
            }
        }
        at = start;
        return binary(0);
    }

    private long binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        long left = binary(level + 1);
        while (true) {
            blank();
            String found = "";
            for (String operator : LEVELS.get(level)) {
                if (found.isEmpty() && text.startsWith(operator, at)) {
                    found = operator;
                }
            }
            if (found.isEmpty()) {
                return left;
            }
            at += found.length();
            left = apply(found, left, binary(level + 1));
        }
    }

    private static long apply(String operator, long a, long b) {
        if ((operator.equals("/") || operator.equals("%")) && b == 0) {
            throw new SyntaxError("divide by zero");
        }
        return switch (operator) {
            case "||" -> a != 0 || b != 0 ? 1 : 0;
            case "&&" -> a != 0 && b != 0 ? 1 : 0;
            case "==" -> a == b ? 1 : 0;
            case "!=" -> a != b ? 1 : 0;
            case "<=" -> a <= b ? 1 : 0;
            case ">=" -> a >= b ? 1 : 0;
            case "<" -> a < b ? 1 : 0;
            case ">" -> a > b ? 1 : 0;
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> a % b;
        };
    }

    private long unary() {
        blank();
        if (at >= text.length()) {
            throw new SyntaxError("arithmetic syntax error");
        }
        char c = text.charAt(at);
        if (c == '-' || c == '+' || c == '!') {
            at++;
            long value = unary();
            return c == '-' ? -value : c == '+' ? value : value == 0 ? 1 : 0;
        }
        if (c == '(') {
            at++;
            long value = assignment();
            blank();
            if (at >= text.length() || text.charAt(at) != ')') {
                throw new SyntaxError("arithmetic syntax error");
            }
            at++;
            return value;
        }
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (at > start && at - start < 19) {
            return Long.parseLong(text.substring(start, at));
        }
        String name = name();
        if (name.isEmpty()) {
            throw new SyntaxError("arithmetic syntax error");
        }
        return variable(name);
    }

    private String name() {
        int start = at;
        while (at < text.length()
                && (Character.isLetter(text.charAt(at))
                        || text.charAt(at) == '_'
                        || at > start && Character.isDigit(text.charAt(at)))) {
            at++;
        }
        return text.substring(start, at);
    }

    private long variable(String name) {
        String value = state.variables.getOrDefault(name, "0").strip();
        return value.matches("-?\\d{1,18}") ? Long.parseLong(value) : 0;
    }
}
