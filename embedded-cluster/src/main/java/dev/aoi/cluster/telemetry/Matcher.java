package dev.aoi.cluster.telemetry;

import java.util.regex.Pattern;

/** A condition on one label. Regular expressions are anchored. */
record Matcher(String label, String operator, String value, Pattern pattern) {
    static Matcher of(String label, String operator, String value) {
        boolean regex = operator.endsWith("~");
        return new Matcher(
                label, operator, value, Pattern.compile(regex ? value : Pattern.quote(value)));
    }

    boolean accepts(String text) {
        return switch (operator) {
            case "=" -> text.equals(value);
            case "!=" -> !text.equals(value);
            case "=~" -> pattern.matcher(text).matches();
            default -> !pattern.matcher(text).matches();
        };
    }
}
