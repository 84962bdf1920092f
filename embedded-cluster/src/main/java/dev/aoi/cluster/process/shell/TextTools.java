package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.files.FileError;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Tools that turn text into text. */
final class TextTools {
    private TextTools() {}

    static void addTo(Map<String, Applet> applets) {
        applets.put("echo", TextTools::echo);
        applets.put("printf", TextTools::printf);
        applets.put("grep", TextTools::grep);
        applets.put("egrep", TextTools::grep);
        applets.put("head", call -> ends(call, true));
        applets.put("tail", call -> ends(call, false));
        applets.put("wc", TextTools::wc);
        applets.put("sort", TextTools::sort);
        applets.put("uniq", TextTools::uniq);
        applets.put("cut", TextTools::cut);
        applets.put("tr", TextTools::tr);
        applets.put("sed", TextTools::sed);
        applets.put("awk", TextTools::awk);
        applets.put("seq", TextTools::seq);
        applets.put(
                "rev", call -> each(call, line -> new StringBuilder(line).reverse().toString()));
        applets.put("base64", TextTools::base64);
        applets.put("yes", TextTools::yes);
        applets.put(
                "basename", call -> one(call, call.args().getFirst().replaceAll(".*/(.)", "$1")));
        applets.put(
                "dirname",
                call ->
                        one(
                                call,
                                call.args().getFirst().contains("/")
                                        ? dev.aoi.cluster.process.files.Paths.parent(
                                                call.args().getFirst())
                                        : "."));
        applets.put("expr", TextTools::expr);
        applets.put("md5sum", call -> digest(call, 32));
        applets.put("sha256sum", call -> digest(call, 64));
        applets.put("xargs", TextTools::xargs);
        applets.put("tac", call -> reversed(call));
    }

    private static Outcome one(Invocation call, String text) {
        call.line(text);
        return Outcome.ok();
    }

    /** A change of one line. */
    @FunctionalInterface
    private interface Change {
        String of(String line);
    }

    private static List<String> lines(String text) {
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

    private static Outcome echo(Invocation call) {
        List<String> args = new ArrayList<>(call.args());
        boolean newline = true;
        boolean escapes = false;
        while (!args.isEmpty() && args.getFirst().matches("-[neE]+")) {
            String flags = args.removeFirst();
            newline &= !flags.contains("n");
            escapes |= flags.contains("e");
        }
        String text = String.join(" ", args);
        call.out((escapes ? unescape(text) : text) + (newline ? "\n" : ""));
        return Outcome.ok();
    }

    static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 >= text.length()) {
                out.append(c);
                continue;
            }
            char next = text.charAt(++i);
            switch (next) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case '0' -> {
                    int end = i + 1;
                    while (end < text.length()
                            && end < i + 4
                            && "01234567".indexOf(text.charAt(end)) >= 0) {
                        end++;
                    }
                    String digits = text.substring(i + 1, end);
                    out.append((char) (digits.isEmpty() ? 0 : Integer.parseInt(digits, 8)));
                    i = end - 1;
                }
                case '\\' -> out.append('\\');
                default -> out.append('\\').append(next);
            }
        }
        return out.toString();
    }

    private static Outcome printf(Invocation call) {
        if (call.args().isEmpty()) {
            return call.fail("usage: printf FORMAT [ARG]...");
        }
        String format = unescape(call.args().getFirst());
        List<String> rest = new ArrayList<>(call.args().subList(1, call.args().size()));
        Pattern field = Pattern.compile("%([-0+ #]*\\d*(?:\\.\\d+)?)([sdiuxXfcb%])");
        do {
            Matcher m = field.matcher(format);
            StringBuilder out = new StringBuilder();
            boolean used = false;
            while (m.find()) {
                String text;
                if (m.group(2).equals("%")) {
                    text = "%";
                } else {
                    String arg = rest.isEmpty() ? "" : rest.removeFirst();
                    used = true;
                    text = formatted(m.group(1), m.group(2).charAt(0), arg);
                }
                m.appendReplacement(out, Matcher.quoteReplacement(text));
            }
            m.appendTail(out);
            call.out(out.toString());
            if (!used) {
                break;
            }
        } while (!rest.isEmpty());
        return Outcome.ok();
    }

    private static String formatted(String flags, char type, String arg) {
        boolean whole = arg.matches("-?\\d{1,18}");
        return switch (type) {
            case 'd', 'i', 'u' -> ("%" + flags + "d").formatted(whole ? Long.parseLong(arg) : 0L);
            case 'x', 'X' -> ("%" + flags + type).formatted(whole ? Long.parseLong(arg) : 0L);
            case 'f' ->
                    String.format(
                            java.util.Locale.ROOT,
                            "%" + flags + "f",
                            arg.matches("-?[\\d.]+") ? Double.parseDouble(arg) : 0.0);
            case 'c' -> arg.isEmpty() ? "" : arg.substring(0, 1);
            case 'b' -> unescape(arg);
            default -> ("%" + flags.replace("0", "") + "s").formatted(arg);
        };
    }

    private static Outcome grep(Invocation call) {
        Options options = Options.of(call.args(), "ivcnqlEFowrHhe:m:A:B:C:s");
        List<String> operands = new ArrayList<>(options.operands());
        String expression =
                options.value("e")
                        .orElseGet(() -> operands.isEmpty() ? "" : operands.removeFirst());
        Pattern pattern;
        try {
            boolean extended = options.has("E") || call.name().equals("egrep");
            String regex =
                    options.has("F")
                            ? Pattern.quote(expression)
                            : extended ? expression : Regexes.basic(expression);
            regex = options.has("w") ? "\\b(?:" + regex + ")\\b" : regex;
            pattern = Pattern.compile(regex, options.has("i") ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            call.complain("bad regex '" + expression + "'");
            return Outcome.of(2);
        }
        boolean any = false;
        int status = 1;
        List<String> files = operands.isEmpty() ? List.of("-") : operands;
        for (String file : files) {
            String text;
            try {
                text = call.input(List.of(file));
            } catch (FileError e) {
                if (!options.has("s")) {
                    call.complain(file + ": " + e.text());
                }
                status = 2;
                continue;
            }
            any |= search(call, options, pattern, file, text, files.size() > 1);
        }
        return Outcome.of(any ? 0 : status);
    }

    private static boolean search(
            Invocation call,
            Options options,
            Pattern pattern,
            String file,
            String text,
            boolean many) {
        String prefix = (many || options.has("H")) && !options.has("h") ? file + ":" : "";
        long most = options.number("m", Long.MAX_VALUE);
        int after = (int) Math.max(options.number("A", 0), options.number("C", 0));
        int before = (int) Math.max(options.number("B", 0), options.number("C", 0));
        List<String> all = lines(text);
        LinkedHashSet<Integer> shown = new LinkedHashSet<>();
        int count = 0;
        for (int i = 0; i < all.size() && count < most; i++) {
            Matcher m = pattern.matcher(all.get(i));
            if (m.find() == options.has("v")) {
                continue;
            }
            count++;
            if (options.has("o")) {
                do {
                    call.line(prefix + m.group());
                } while (m.find());
                continue;
            }
            for (int j = Math.max(0, i - before); j <= Math.min(all.size() - 1, i + after); j++) {
                shown.add(j);
            }
        }
        if (options.has("q") || options.has("o")) {
            return count > 0;
        }
        if (options.has("c")) {
            call.line(prefix + count);
        } else if (options.has("l")) {
            if (count > 0) {
                call.line(file);
            }
        } else {
            for (int i : shown) {
                call.line(prefix + (options.has("n") ? i + 1 + ":" : "") + all.get(i));
            }
        }
        return count > 0;
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

    private static Outcome tr(Invocation call) {
        Options options = Options.of(call.args(), "dsc");
        List<String> sets = options.operands();
        String from = sets.isEmpty() ? "" : characters(sets.getFirst());
        String to = sets.size() > 1 ? characters(sets.get(1)) : "";
        StringBuilder out = new StringBuilder();
        for (char c : call.in().rest().toCharArray()) {
            int index = from.indexOf(c);
            if (options.has("c")) {
                index = index < 0 ? 0 : -1;
            }
            if (index < 0) {
                out.append(c);
            } else if (!options.has("d")) {
                char next = to.isEmpty() ? c : to.charAt(Math.min(index, to.length() - 1));
                boolean squeezed =
                        options.has("s") && !out.isEmpty() && out.charAt(out.length() - 1) == next;
                if (!squeezed) {
                    out.append(next);
                }
            }
        }
        call.out(out.toString());
        return Outcome.ok();
    }

    private static String characters(String set) {
        String text =
                unescape(set)
                        .replace("[:upper:]", "A-Z")
                        .replace("[:lower:]", "a-z")
                        .replace("[:digit:]", "0-9")
                        .replace("[:space:]", " \t\n\r");
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (i + 2 < text.length() && text.charAt(i + 1) == '-') {
                for (char c = text.charAt(i); c <= text.charAt(i + 2); c++) {
                    out.append(c);
                }
                i += 2;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private static Outcome sed(Invocation call) {
        Options options = Options.of(call.args(), "ne:irE");
        List<String> operands = new ArrayList<>(options.operands());
        String script =
                options.value("e")
                        .orElseGet(() -> operands.isEmpty() ? "" : operands.removeFirst());
        try {
            String in = call.input(operands);
            StringBuilder out = new StringBuilder();
            boolean extended = options.has("r") || options.has("E");
            String problem = Sed.run(script, in, options.has("n"), extended, out);
            if (!problem.isEmpty()) {
                return call.fail(problem);
            }
            if (options.has("i") && !operands.isEmpty()) {
                call.machine().files().write(call.path(operands.getFirst()), out.toString(), false);
            } else {
                call.out(out.toString());
            }
            return Outcome.ok();
        } catch (FileError e) {
            return call.fail((operands.isEmpty() ? "" : operands.getFirst() + ": ") + e.text());
        }
    }

    /** {@code awk} of the form {@code [/pattern/] {print $1, $2}}. */
    private static Outcome awk(Invocation call) {
        Options options = Options.of(call.args(), "F:v:");
        List<String> operands = new ArrayList<>(options.operands());
        String script = operands.isEmpty() ? "" : operands.removeFirst();
        Matcher form =
                Pattern.compile(
                                "^\\s*(?:(NR\\s*([=><!]+)\\s*(\\d+))|/([^/]*)/)?\\s*"
                                        + "(?:\\{\\s*print\\s*([^}]*)\\})?\\s*$")
                        .matcher(script);
        if (!form.matches()) {
            return call.fail("cmd. line:1: Unexpected token");
        }
        String separator = options.value("F").orElse("");
        try {
            int number = 0;
            for (String line : lines(call.input(operands))) {
                number++;
                boolean chosen =
                        form.group(1) != null
                                ? compare(number, form.group(2), Integer.parseInt(form.group(3)))
                                : form.group(4) == null
                                        || Pattern.compile(form.group(4)).matcher(line).find();
                if (!chosen) {
                    continue;
                }
                String[] fields =
                        separator.isEmpty()
                                ? line.strip().split("\\s+")
                                : line.split(Pattern.quote(separator), -1);
                String list = form.group(5) == null ? "" : form.group(5).strip();
                List<String> out = new ArrayList<>();
                for (String term : list.isEmpty() ? new String[] {"$0"} : list.split(",")) {
                    out.add(term(term.strip(), line, fields, number));
                }
                call.line(String.join(" ", out));
            }
            return Outcome.ok();
        } catch (FileError e) {
            return call.fail(e.text());
        }
    }

    private static boolean compare(int a, String operator, int b) {
        return switch (operator) {
            case "==" -> a == b;
            case "!=" -> a != b;
            case ">" -> a > b;
            case ">=" -> a >= b;
            case "<" -> a < b;
            default -> a <= b;
        };
    }

    private static String term(String term, String line, String[] fields, int number) {
        StringBuilder out = new StringBuilder();
        Matcher m = Pattern.compile("\"([^\"]*)\"|\\$(\\d+|NF)|(NR|NF)").matcher(term);
        while (m.find()) {
            if (m.group(1) != null) {
                out.append(unescape(m.group(1)));
            } else if (m.group(3) != null) {
                out.append(m.group(3).equals("NR") ? number : fields.length);
            } else {
                int index = m.group(2).equals("NF") ? fields.length : Integer.parseInt(m.group(2));
                out.append(index == 0 ? line : index <= fields.length ? fields[index - 1] : "");
            }
        }
        return out.toString();
    }

    private static Outcome seq(Invocation call) {
        List<Long> numbers = new ArrayList<>();
        for (String arg : Options.of(call.args(), "ws:").operands()) {
            if (!arg.matches("-?\\d{1,9}")) {
                return call.fail("invalid number '" + arg + "'");
            }
            numbers.add(Long.valueOf(arg));
        }
        if (numbers.isEmpty()) {
            return call.fail("missing operand");
        }
        long first = numbers.size() > 1 ? numbers.getFirst() : 1;
        long step = numbers.size() > 2 ? numbers.get(1) : 1;
        StringBuilder out = new StringBuilder();
        long last = numbers.getLast();
        for (long i = first; step > 0 ? i <= last : step < 0 && i >= last; i += step) {
            out.append(i).append('\n');
            if (out.length() > 4 << 20) {
                break;
            }
        }
        call.out(out.toString());
        return Outcome.ok();
    }

    private static Outcome base64(Invocation call) {
        Options options = Options.of(call.args(), "dw:");
        try {
            String text = call.input(options.operands());
            if (options.has("d")) {
                call.out(
                        new String(
                                Base64.getMimeDecoder().decode(text),
                                java.nio.charset.StandardCharsets.UTF_8));
            } else {
                call.line(
                        Base64.getMimeEncoder(76, new byte[] {'\n'})
                                .encodeToString(
                                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
            return Outcome.ok();
        } catch (IllegalArgumentException e) {
            return call.fail("truncated base64 input");
        } catch (FileError e) {
            return call.fail(e.text());
        }
    }

    private static Outcome yes(Invocation call) {
        String line = call.args().isEmpty() ? "y" : String.join(" ", call.args());
        call.out((line + "\n").repeat(10_000));
        return new Outcome(0, Outcome.FOREVER);
    }

    private static Outcome expr(Invocation call) {
        String text = String.join(" ", call.args());
        try {
            long value = Arithmetic.evaluate(text, new ShellState("expr", Map.of()));
            call.line(Long.toString(value));
            return Outcome.of(value == 0 ? 1 : 0);
        } catch (SyntaxError e) {
            call.complain("syntax error");
            return Outcome.of(2);
        }
    }

    private static Outcome digest(Invocation call, int length) {
        int status = 0;
        List<String> files = call.args().isEmpty() ? List.of("-") : call.args();
        for (String file : files) {
            try {
                String text = call.input(List.of(file));
                String name = length == 32 ? "MD5" : "SHA-256";
                byte[] sum =
                        java.security.MessageDigest.getInstance(name)
                                .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                call.line(java.util.HexFormat.of().formatHex(sum) + "  " + file);
            } catch (FileError e) {
                call.complain("can't open '" + file + "': " + e.text());
                status = 1;
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has it", e);
            }
        }
        return Outcome.of(status);
    }

    private static Outcome xargs(Invocation call) {
        List<String> args = new ArrayList<>(call.args());
        int most = Integer.MAX_VALUE;
        String place = "";
        while (!args.isEmpty() && args.getFirst().startsWith("-")) {
            String flag = args.removeFirst();
            if (flag.equals("-n")) {
                most = Integer.parseInt(args.removeFirst());
            } else if (flag.equals("-I")) {
                place = args.removeFirst();
            }
        }
        List<String> command = args.isEmpty() ? List.of("echo") : args;
        String text = call.in().rest();
        List<String> items =
                text.isBlank()
                        ? List.of()
                        : place.isEmpty() ? List.of(text.strip().split("\\s+")) : lines(text);
        Outcome last = Outcome.ok();
        if (!place.isEmpty()) {
            for (String item : items) {
                String hole = place;
                last =
                        call.run(
                                command.stream().map(w -> w.replace(hole, item)).toList(),
                                call.streams());
            }
            return last;
        }
        for (int i = 0; i < Math.max(1, items.size()); i += Math.min(most, items.size() + 1)) {
            List<String> words = new ArrayList<>(command);
            words.addAll(items.subList(i, (int) Math.min(items.size(), (long) i + most)));
            last = call.run(words, call.streams());
        }
        return last.status() == 0 ? last : new Outcome(123, last.took());
    }
}
