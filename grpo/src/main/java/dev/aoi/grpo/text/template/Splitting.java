package dev.aoi.grpo.text.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Splitting text, and replacing parts of it, with Python's limits and order. */
final class Splitting {

    private Splitting() {}

    static List<Object> split(String s, String separator, long most, boolean fromRight) {
        if (separator.isEmpty()) {
            throw new TemplateException("empty separator");
        }
        List<Object> parts = new ArrayList<>();
        String rest = s;
        while (most < 0 || parts.size() < most) {
            int at = fromRight ? rest.lastIndexOf(separator) : rest.indexOf(separator);
            if (at < 0) {
                break;
            }
            parts.add(fromRight ? rest.substring(at + separator.length()) : rest.substring(0, at));
            rest = fromRight ? rest.substring(0, at) : rest.substring(at + separator.length());
        }
        parts.add(rest);
        return fromRight ? reversed(parts) : parts;
    }

    /** Splits at runs of white space; at the ends there is nothing. */
    static List<Object> words(String s, long most, boolean fromRight) {
        List<Object> parts = new ArrayList<>();
        String rest = Strip.strip(s, null, !fromRight, fromRight);
        while (!rest.isEmpty() && (most < 0 || parts.size() < most)) {
            int at = fromRight ? lastSpace(rest) + 1 : firstSpace(rest);
            parts.add(fromRight ? rest.substring(at) : rest.substring(0, at));
            rest = fromRight ? rest.substring(0, at) : rest.substring(at);
            rest = Strip.strip(rest, null, !fromRight, fromRight);
        }
        if (!rest.isEmpty()) {
            parts.add(rest);
        }
        return fromRight ? reversed(parts) : parts;
    }

    private static int firstSpace(String s) {
        int at = 0;
        while (at < s.length() && !Strip.isSpace(s.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int lastSpace(String s) {
        int at = s.length() - 1;
        while (at >= 0 && !Strip.isSpace(s.charAt(at))) {
            at--;
        }
        return at;
    }

    static List<Object> lines(String s, boolean keepEnds) {
        List<Object> lines = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < s.length()) {
            if ("\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029".indexOf(s.charAt(i)) < 0) {
                i++;
                continue;
            }
            int after = s.startsWith("\r\n", i) ? i + 2 : i + 1;
            lines.add(s.substring(start, keepEnds ? after : i));
            start = after;
            i = after;
        }
        if (start < s.length()) {
            lines.add(s.substring(start));
        }
        return lines;
    }

    static Object partition(String s, String separator, boolean fromRight) {
        int at = fromRight ? s.lastIndexOf(separator) : s.indexOf(separator);
        if (at < 0) {
            return new Tuple(fromRight ? List.of("", "", s) : List.of(s, "", ""));
        }
        return new Tuple(
                List.of(s.substring(0, at), separator, s.substring(at + separator.length())));
    }

    static String replace(String s, String old, String with, long most) {
        TextLimit.check(s.length() + occurrences(s, old, most) * with.length());
        if (most < 0) {
            return old.isEmpty() ? everywhere(s, with, Long.MAX_VALUE) : s.replace(old, with);
        }
        if (old.isEmpty()) {
            return everywhere(s, with, most);
        }
        return String.join(
                with, split(s, old, most, false).stream().map(String.class::cast).toList());
    }

    private static long occurrences(String s, String old, long most) {
        long found = 0;
        if (old.isEmpty()) {
            found = s.length() + 1L;
        } else {
            for (int at = s.indexOf(old); at >= 0; at = s.indexOf(old, at + old.length())) {
                found++;
            }
        }
        return most < 0 ? found : Math.min(found, most);
    }

    private static String everywhere(String s, String with, long most) {
        StringBuilder text = new StringBuilder();
        long left = most;
        for (int i = 0; i < s.length(); i += Character.charCount(s.codePointAt(i))) {
            text.append(left-- > 0 ? with : "").appendCodePoint(s.codePointAt(i));
        }
        return text.append(left > 0 ? with : "").toString();
    }

    private static List<Object> reversed(List<Object> parts) {
        Collections.reverse(parts);
        return parts;
    }
}
