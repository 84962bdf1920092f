package dev.aoi.cluster.api;

/** What Go's JSON scanner says of a text that is no JSON. */
final class GoJson {
    private static final String END = "unexpected end of JSON input";

    private final String text;
    private int at;

    private GoJson(String text) {
        this.text = text;
    }

    /** The complaint; empty when the text is JSON. */
    static String complaint(String text) {
        GoJson scanner = new GoJson(text);
        try {
            scanner.value("looking for beginning of value");
            scanner.space();
            if (scanner.at < text.length()) {
                scanner.fail("after top-level value");
            }
            return "";
        } catch (Malformed e) {
            return e.getMessage();
        }
    }

    private void value(String context) {
        space();
        char c = peek();
        switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                if (c == '-' || Character.isDigit(c)) {
                    number();
                } else {
                    fail(context);
                }
            }
        }
    }

    private void object() {
        at++;
        space();
        if (peek() == '}') {
            at++;
            return;
        }
        while (true) {
            space();
            if (peek() != '"') {
                fail("looking for beginning of object key string");
            }
            string();
            space();
            if (peek() != ':') {
                fail("after object key");
            }
            at++;
            value("looking for beginning of value");
            space();
            char c = peek();
            if (c == '}') {
                at++;
                return;
            }
            if (c != ',') {
                fail("after object key:value pair");
            }
            at++;
        }
    }

    private void array() {
        at++;
        space();
        if (peek() == ']') {
            at++;
            return;
        }
        while (true) {
            value("looking for beginning of value");
            space();
            char c = peek();
            if (c == ']') {
                at++;
                return;
            }
            if (c != ',') {
                fail("after array element");
            }
            at++;
        }
    }

    private void string() {
        at++;
        while (true) {
            char c = peek();
            if (c == '"') {
                at++;
                return;
            }
            if (c < ' ') {
                fail("in string literal");
            }
            at++;
            if (c == '\\') {
                char escaped = peek();
                if ("bfnrt\\/\"u".indexOf(escaped) < 0) {
                    fail("in string escape code");
                }
                at++;
                for (int i = 0; escaped == 'u' && i < 4; i++) {
                    if (Character.digit(peek(), 16) < 0) {
                        fail("in \\u hexadecimal character escape");
                    }
                    at++;
                }
            }
        }
    }

    private void number() {
        if (peek() == '-') {
            at++;
            if (!Character.isDigit(peek())) {
                fail("in numeric literal");
            }
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            if (!Character.isDigit(peek())) {
                fail("after decimal point in numeric literal");
            }
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            if (!Character.isDigit(peek())) {
                fail("in exponent of numeric literal");
            }
            digits();
        }
    }

    private void digits() {
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void literal(String word) {
        for (int i = 1; i < word.length(); i++) {
            at++;
            if (peek() != word.charAt(i)) {
                fail("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
        at++;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new Malformed(END);
        }
        return text.charAt(at);
    }

    private void fail(String context) {
        char c = peek();
        String shown =
                switch (c) {
                    case '\'' -> "'\\''";
                    case '"' -> "'\"'";
                    case '\n' -> "'\\n'";
                    case '\r' -> "'\\r'";
                    case '\t' -> "'\\t'";
                    default -> c < ' ' ? "'\\x%02x'".formatted((int) c) : "'" + c + "'";
                };
        throw new Malformed("invalid character " + shown + " " + context);
    }

    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }
}
