package dev.aoi.grpo.text.template;

/** Backslash escapes in string literals, as Python reads them. */
final class Escapes {

    private static final String NAMED = "abfnrtv\\'\"";
    private static final String VALUES = "\u0007\b\f\n\r\t\u000b\\'\"";

    private Escapes() {}

    static String decode(String literal, int line) {
        if (literal.indexOf('\\') < 0) {
            return literal;
        }
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < literal.length()) {
            char c = literal.charAt(i);
            i = c == '\\' ? escape(literal, i, text, line) : i + 1;
            if (c != '\\') {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static int escape(String literal, int at, StringBuilder text, int line) {
        char c = literal.charAt(at + 1);
        int named = NAMED.indexOf(c);
        if (named >= 0) {
            text.append(VALUES.charAt(named));
            return at + 2;
        }
        return switch (c) {
            case '\n' -> at + 2;
            case 'x' -> hex(literal, at, 2, text, line);
            case 'u' -> hex(literal, at, 4, text, line);
            case 'U' -> hex(literal, at, 8, text, line);
            case 'N' ->
                    throw new TemplateException(
                            "the escape \\N{…} is not supported: write \\u with the number", line);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(literal, at, text);
            default -> {
                text.append('\\').append(c);
                yield at + 2;
            }
        };
    }

    private static int hex(String literal, int at, int digits, StringBuilder text, int line) {
        int end = at + 2 + digits;
        try {
            text.appendCodePoint(Integer.parseInt(literal, at + 2, end, 16));
            return end;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new TemplateException(
                    "the escape "
                            + literal.substring(at, Math.min(end, literal.length()))
                            + " is not a character",
                    line);
        }
    }

    private static int octal(String literal, int at, StringBuilder text) {
        int end = at + 1;
        int value = 0;
        while (end < literal.length()
                && end < at + 4
                && literal.charAt(end) >= '0'
                && literal.charAt(end) <= '7') {
            value = value * 8 + literal.charAt(end++) - '0';
        }
        text.append((char) value);
        return end;
    }
}
