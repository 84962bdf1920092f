package dev.aoi.grpo.text.template;

import java.util.Locale;

/** Upper and lower case as Python has it. */
final class Casing {

    private Casing() {}

    static String capitalize(String s) {
        if (s.isEmpty()) {
            return s;
        }
        int first = Character.charCount(s.codePointAt(0));
        return titleCase(s.codePointAt(0)) + s.substring(first).toLowerCase(Locale.ROOT);
    }

    /** {@code str.title}: every letter after something that has no case begins a word. */
    static String title(String s) {
        StringBuilder text = new StringBuilder();
        boolean within = false;
        for (int i = 0; i < s.length(); i += Character.charCount(s.codePointAt(i))) {
            int c = s.codePointAt(i);
            text.append(within ? Character.toString(c).toLowerCase(Locale.ROOT) : titleCase(c));
            within = isCased(c);
        }
        return text.toString();
    }

    private static String titleCase(int c) {
        int title = Character.toTitleCase(c);
        if (title != c) {
            return Character.toString(title);
        }
        String upper = Character.toString(c).toUpperCase(Locale.ROOT);
        int first = Character.charCount(upper.codePointAt(0));
        return upper.substring(0, first) + upper.substring(first).toLowerCase(Locale.ROOT);
    }

    static boolean isUpper(String s) {
        return s.codePoints().anyMatch(Casing::isCased)
                && s.codePoints()
                        .noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }

    static boolean isLower(String s) {
        return s.codePoints().anyMatch(Casing::isCased)
                && s.codePoints()
                        .noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }

    static boolean isNumeric(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean isCased(int c) {
        return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
    }
}
