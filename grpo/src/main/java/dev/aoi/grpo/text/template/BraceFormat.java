package dev.aoi.grpo.text.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code "{} of {name}".format(…)}, without format specifications, which are refused. */
final class BraceFormat {

    private static final Pattern FIELD = Pattern.compile("\\{\\{|\\}\\}|\\{(\\w*)\\}|[{}]");

    private BraceFormat() {}

    static String format(String format, Arguments arguments) {
        Matcher matcher = FIELD.matcher(format);
        StringBuilder text = new StringBuilder();
        int automatic = 0;
        while (matcher.find()) {
            String field = matcher.group(1);
            String value;
            if (field == null) {
                if (matcher.group().length() == 1) {
                    throw new TemplateException(
                            "the format '" + format + "' is not supported: only {}, {0}, {name}");
                }
                value = matcher.group().substring(1);
            } else {
                String name = field.isEmpty() ? Integer.toString(automatic++) : field;
                value = PythonText.str(lookup(name, arguments));
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }

    private static Object lookup(String name, Arguments arguments) {
        boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number && name.length() < 4 && Integer.parseInt(name) < arguments.positional().size()) {
            return arguments.positional().get(Integer.parseInt(name));
        }
        Object value = arguments.named().get(name);
        if (value == null) {
            throw new TemplateException("format() was given no argument '" + name + "'");
        }
        return value;
    }
}
