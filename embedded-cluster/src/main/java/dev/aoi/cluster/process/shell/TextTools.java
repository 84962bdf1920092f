package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.files.FileError;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tools that make text. */
final class TextTools {
    private TextTools() {}

    static void addTo(Map<String, Applet> applets) {
        applets.put("echo", TextTools::echo);
        applets.put("printf", TextTools::printf);
        applets.put("seq", TextTools::seq);
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
    }

    private static Outcome one(Invocation call, String text) {
        call.line(text);
        return Outcome.ok();
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
                        : place.isEmpty()
                                ? List.of(text.strip().split("\\s+"))
                                : LineTools.lines(text);
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
