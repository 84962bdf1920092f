package dev.aoi.grpo.text.template;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code strftime}: the directives for dates and times of day, in English. */
final class DateText {

    private DateText() {}

    static String format(String format, ZonedDateTime time) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                text.append(c);
                continue;
            }
            String directive =
                    format.startsWith("%-", i)
                            ? format.substring(i + 1, Math.min(i + 3, format.length()))
                            : format.substring(i + 1, Math.min(i + 2, format.length()));
            text.append(directive(directive, time));
            i += directive.length();
        }
        return text.toString();
    }

    private static String directive(String directive, ZonedDateTime time) {
        String pattern =
                switch (directive) {
                    case "d" -> "dd";
                    case "-d" -> "d";
                    case "m" -> "MM";
                    case "-m" -> "M";
                    case "b" -> "MMM";
                    case "B" -> "MMMM";
                    case "Y" -> "yyyy";
                    case "y" -> "yy";
                    case "a" -> "EEE";
                    case "A" -> "EEEE";
                    case "H" -> "HH";
                    case "-H" -> "H";
                    case "I" -> "hh";
                    case "-I" -> "h";
                    case "M" -> "mm";
                    case "S" -> "ss";
                    case "p" -> "a";
                    case "j" -> "DDD";
                    case "F" -> "yyyy-MM-dd";
                    case "T" -> "HH:mm:ss";
                    case "%" -> "'%'";
                    default ->
                            throw new TemplateException(
                                    "the date directive '%" + directive + "' is not supported");
                };
        return DateTimeFormatter.ofPattern(pattern, Locale.US).format(time);
    }
}
