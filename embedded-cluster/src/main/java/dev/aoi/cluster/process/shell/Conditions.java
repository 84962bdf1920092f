package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.files.FileKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code test} and its other names. */
final class Conditions {
    private Conditions() {}

    static Outcome run(Invocation call) {
        List<String> args = new ArrayList<>(call.args());
        if (!call.name().equals("test")) {
            if (args.isEmpty() || !args.getLast().matches("]{1,2}")) {
                call.complain("missing ]");
                return Outcome.of(2);
            }
            args.removeLast();
        }
        try {
            return Outcome.of(either(call, args) ? 0 : 1);
        } catch (SyntaxError e) {
            call.complain(String.valueOf(e.getMessage()));
            return Outcome.of(2);
        }
    }

    private static boolean either(Invocation call, List<String> args) {
        for (String operator : List.of("-o", "||", "-a", "&&")) {
            int at = args.size() > 3 ? args.indexOf(operator) : -1;
            if (at > 0) {
                boolean left = either(call, args.subList(0, at));
                boolean right = either(call, args.subList(at + 1, args.size()));
                return operator.equals("-o") || operator.equals("||")
                        ? left || right
                        : left && right;
            }
        }
        return single(call, args);
    }

    private static boolean single(Invocation call, List<String> args) {
        switch (args.size()) {
            case 0 -> {
                return false;
            }
            case 1 -> {
                return !args.getFirst().isEmpty();
            }
            case 2 -> {
                return unary(call, args.getFirst(), args.get(1));
            }
            case 3 -> {
                if (args.getFirst().equals("!")) {
                    return !single(call, args.subList(1, 3));
                }
                return binary(args.getFirst(), args.get(1), args.get(2));
            }
            default -> {
                if (args.getFirst().equals("!")) {
                    return !single(call, args.subList(1, args.size()));
                }
                throw new SyntaxError(args.get(1) + ": unknown operand");
            }
        }
    }

    private static boolean unary(Invocation call, String operator, String word) {
        Optional<FileKind> kind =
                word.startsWith("/dev/")
                        ? Optional.of(FileKind.FILE)
                        : call.machine().files().kind(call.path(word));
        return switch (operator) {
            case "!" -> word.isEmpty();
            case "-n" -> !word.isEmpty();
            case "-z" -> word.isEmpty();
            case "-e", "-r", "-x", "-w" -> kind.isPresent();
            case "-f" -> kind.filter(k -> k != FileKind.DIRECTORY).isPresent();
            case "-d" -> kind.filter(k -> k == FileKind.DIRECTORY).isPresent();
            case "-s" -> {
                try {
                    yield !call.read(word).isEmpty();
                } catch (dev.aoi.cluster.process.files.FileError e) {
                    yield false;
                }
            }
            case "-L", "-h", "-S", "-p", "-b", "-c", "-t" -> false;
            default -> throw new SyntaxError(word + ": unknown operand");
        };
    }

    private static boolean binary(String left, String operator, String right) {
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "=~" -> java.util.regex.Pattern.compile(right).matcher(left).find();
            case "-eq" -> number(left, operator) == number(right, operator);
            case "-ne" -> number(left, operator) != number(right, operator);
            case "-lt" -> number(left, operator) < number(right, operator);
            case "-le" -> number(left, operator) <= number(right, operator);
            case "-gt" -> number(left, operator) > number(right, operator);
            case "-ge" -> number(left, operator) >= number(right, operator);
            default -> throw new SyntaxError(operator + ": unknown operand");
        };
    }

    private static long number(String text, String operator) {
        if (!text.strip().matches("-?\\d{1,18}")) {
            throw new SyntaxError(
                    text.isEmpty() ? operator + ": argument expected" : text + ": bad number");
        }
        return Long.parseLong(text.strip());
    }
}
