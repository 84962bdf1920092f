package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.files.FileError;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tools that choose, order and count lines. */
final class LineTools {
    private LineTools() {}

    static void addTo(Map<String, Applet> applets) {
        applets.put("head", call -> ends(call, true));
        applets.put("tail", call -> ends(call, false));
        applets.put("wc", LineTools::wc);
        applets.put("sort", LineTools::sort);
        applets.put("uniq", LineTools::uniq);
        applets.put("cut", LineTools::cut);
        applets.put(
                "rev", call -> each(call, line -> new StringBuilder(line).reverse().toString()));
        applets.put("tac", LineTools::reversed);
    }

    /** A change of one line. */
    @FunctionalInterface
    private interface Change {
        String of(String line);
    }

    static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return Arrays.asList(whole.split("\n", -1));
    }

    private static Outcome each(Invocation call, Change change) {
        try {
            lines(call.input(call.args())).forEach(line -> call.line(change.of(line)));
            return Outcome.ok();
        } catch (FileError e) {
            return call.fail(e.text());
        }
    }

    private static Outcome reversed(Invocation call) {
        try {
            List<String> all = new ArrayList<>(lines(call.input(call.args())));
            Collections.reverse(all);
            all.forEach(call::line);
            return Outcome.ok();
        } catch (FileError e) {
            return call.fail(e.text());
        }
    }

    private static Outcome ends(Invocation call, boolean head) {
        List<String> args = new ArrayList<>(call.args());
        if (!args.isEmpty() && args.getFirst().matches("-\\d+")) {
            args.set(0, "-n" + args.getFirst().substring(1));
        }
        Options options = Options.of(args, "n:c:fFqv");
        String text;
        try {
            text = call.input(options.operands());
        } catch (FileError e) {
            return call.fail("can't open '" + options.operands().getFirst() + "': " + e.text());
        }
        if (options.has("c")) {
            int count = (int) Math.min(text.length(), options.number("c", 0));
            call.out(head ? text.substring(0, count) : text.substring(text.length() - count));
            return Outcome.ok();
        }
        String wanted = options.value("n").orElse("10");
        List<String> all = lines(text);
        int number = wanted.matches("[-+]?\\d{1,9}") ? Integer.parseInt(wanted) : 10;
        int from = head ? 0 : Math.max(0, all.size() - Math.abs(number));
        if (!head && wanted.startsWith("+")) {
            from = Math.min(all.size(), Math.max(0, number - 1));
        }
        int to =
                head
                        ? number < 0
                                ? Math.max(0, all.size() + number)
                                : Math.min(all.size(), number)
                        : all.size();
        all.subList(from, to).forEach(call::line);
        boolean follow = options.has("f") || options.has("F");
        return follow && !head ? new Outcome(0, Outcome.FOREVER) : Outcome.ok();
    }

    private static Outcome wc(Invocation call) {
        Options options = Options.of(call.args(), "lwcmL");
        try {
            String text = call.input(options.operands());
            long lines = text.chars().filter(c -> c == '\n').count();
            long words = text.isBlank() ? 0 : text.strip().split("\\s+").length;
            List<String> parts = new ArrayList<>();
            boolean all = !options.has("l") && !options.has("w") && !options.has("c");
            boolean single = !all;
            if (all || options.has("l")) {
                parts.add(single ? Long.toString(lines) : "%9d".formatted(lines));
            }
            if (all || options.has("w")) {
                parts.add(single ? Long.toString(words) : "%9d".formatted(words));
            }
            if (all || options.has("c")) {
                parts.add(
                        single ? Integer.toString(text.length()) : "%9d".formatted(text.length()));
            }
            String name = options.operands().isEmpty() ? "" : " " + options.operands().getFirst();
            call.line(String.join(" ", parts) + name);
            return Outcome.ok();
        } catch (FileError e) {
            return call.fail(e.text());
        }
    }

    private static Outcome sort(Invocation call) {
        Options options = Options.of(call.args(), "rnuk:t:fhV");
        try {
            List<String> all = new ArrayList<>(lines(call.input(options.operands())));
            int key =
                    options.value("k")
                            .map(k -> k.replaceAll("\\D.*", ""))
                            .filter(k -> !k.isEmpty())
                            .map(Integer::valueOf)
                            .orElse(0);
            String separator = options.value("t").map(Pattern::quote).orElse("\\s+");
            java.util.function.Function<String, String> field =
                    line -> {
                        String[] parts = key == 0 ? new String[0] : line.strip().split(separator);
                        return key == 0 ? line : key <= parts.length ? parts[key - 1] : "";
                    };
            Comparator<String> order =
                    options.has("n") || options.has("h")
                            ? Comparator.comparingDouble(l -> number(field.apply(l)))
                            : Comparator.comparing(field);
            all.sort(options.has("r") ? order.reversed() : order);
            (options.has("u") ? new LinkedHashSet<>(all) : all).forEach(call::line);
            return Outcome.ok();
        } catch (FileError e) {
            return call.fail(e.text());
        }
    }

    private static double number(String text) {
        Matcher m = Pattern.compile("^\\s*(-?\\d+(?:\\.\\d+)?)").matcher(text);
        return m.find() ? Double.parseDouble(m.group(1)) : 0;
    }

    private static Outcome uniq(Invocation call) {
        Options options = Options.of(call.args(), "cdu");
        try {
            List<String> all = lines(call.input(options.operands()));
            int from = 0;
            while (from < all.size()) {
                int to = from;
                while (to < all.size() && all.get(to).equals(all.get(from))) {
                    to++;
                }
                int count = to - from;
                if (!(options.has("d") && count < 2) && !(options.has("u") && count > 1)) {
                    call.line(
                            options.has("c")
                                    ? "%7d %s".formatted(count, all.get(from))
                                    : all.get(from));
                }
                from = to;
            }
            return Outcome.ok();
        } catch (FileError e) {
            return call.fail(e.text());
        }
    }

    private static Outcome cut(Invocation call) {
        Options options = Options.of(call.args(), "d:f:c:b:s");
        String list = options.value("f").or(() -> options.value("c")).orElse("1");
        boolean characters = options.has("c") || options.has("b");
        String delimiter = options.value("d").orElse("\t");
        try {
            for (String line : lines(call.input(options.operands()))) {
                String[] parts =
                        characters ? line.split("") : line.split(Pattern.quote(delimiter), -1);
                if (!characters && parts.length == 1) {
                    call.line(line);
                    continue;
                }
                List<String> chosen = new ArrayList<>();
                for (int i = 1; i <= parts.length; i++) {
                    if (within(list, i)) {
                        chosen.add(parts[i - 1]);
                    }
                }
                call.line(String.join(characters ? "" : delimiter, chosen));
            }
            return Outcome.ok();
        } catch (FileError e) {
            return call.fail(e.text());
        }
    }

    private static boolean within(String list, int index) {
        for (String range : list.split(",")) {
            String[] ends = range.split("-", -1);
            int from = ends[0].isEmpty() ? 1 : Integer.parseInt(ends[0]);
            int to =
                    ends.length == 1
                            ? from
                            : ends[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ends[1]);
            if (index >= from && index <= to) {
                return true;
            }
        }
        return false;
    }
}
