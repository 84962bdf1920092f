package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.files.FileError;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Tools that look for patterns and put something else in their place. */
final class PatternTools {
    private PatternTools() {}

    static void addTo(Map<String, Applet> applets) {
        applets.put("grep", PatternTools::grep);
        applets.put("egrep", PatternTools::grep);
        applets.put("tr", PatternTools::tr);
        applets.put("sed", PatternTools::sed);
        applets.put("awk", PatternTools::awk);
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
        List<String> all = LineTools.lines(text);
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
                TextTools.unescape(set)
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
            for (String line : LineTools.lines(call.input(operands))) {
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
                out.append(TextTools.unescape(m.group(1)));
            } else if (m.group(3) != null) {
                out.append(m.group(3).equals("NR") ? number : fields.length);
            } else {
                int index = m.group(2).equals("NF") ? fields.length : Integer.parseInt(m.group(2));
                out.append(index == 0 ? line : index <= fields.length ? fields[index - 1] : "");
            }
        }
        return out.toString();
    }
}
