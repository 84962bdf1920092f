package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.files.FileSystem;
import dev.aoi.cluster.process.files.Paths;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of the shell: {@code *}, {@code ?}, {@code [...]}. */
final class Glob {
    private static final char MARK = '\u0001';

    private Glob() {}

    /** Whether an unmarked character makes this a pattern. */
    private static boolean active(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[".indexOf(text.charAt(i)) >= 0 && (i == 0 || text.charAt(i - 1) != MARK)) {
                return true;
            }
        }
        return false;
    }

    /** Paths that match; empty when there are none or it is no pattern. */
    static List<String> match(String field, String directory, FileSystem files) {
        if (!active(field)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        found.add(field.startsWith("/") ? "/" : "");
        for (String part : field.split("/")) {
            if (part.isEmpty()) {
                continue;
            }
            List<String> next = new ArrayList<>();
            for (String prefix : found) {
                String folder = Paths.absolute(directory, prefix.isEmpty() ? "." : prefix);
                String joint = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
                if (active(part)) {
                    Pattern pattern = pattern(part);
                    for (String name : files.list(folder)) {
                        if (pattern.matcher(name).matches()
                                && (!name.startsWith(".") || part.startsWith("."))) {
                            next.add(joint + name);
                        }
                    }
                } else {
                    String name = Expansion.unmark(part);
                    if (files.kind(Paths.child(folder, name)).isPresent()) {
                        next.add(joint + name);
                    }
                }
            }
            found = next;
        }
        return found;
    }

    static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder("(?s)");
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int end = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == MARK && i + 1 < glob.length()) {
                regex.append(Pattern.quote(String.valueOf(glob.charAt(++i))));
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (end > 0) {
                String set = glob.substring(i + 1, end).replace("\\", "\\\\");
                regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set);
                regex.append(']');
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString());
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(Expansion.unmark(glob)));
        }
    }

    static boolean matches(String text, String glob) {
        return pattern(glob).matcher(text).matches();
    }

    static String trimStart(String text, String glob, boolean longest) {
        Pattern pattern = pattern(glob);
        for (int i = 0; i <= text.length(); i++) {
            int length = longest ? text.length() - i : i;
            if (pattern.matcher(text.substring(0, length)).matches()) {
                return text.substring(length);
            }
        }
        return text;
    }

    static String trimEnd(String text, String glob, boolean longest) {
        Pattern pattern = pattern(glob);
        for (int i = 0; i <= text.length(); i++) {
            int start = longest ? i : text.length() - i;
            if (pattern.matcher(text.substring(start)).matches()) {
                return text.substring(0, start);
            }
        }
        return text;
    }
}
