package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.files.FileSystem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Expands words: parameters, commands, arithmetic, then fields, path names, and the removal of
 * quotes. A character that was quoted is marked, so that it is no pattern later.
 */
final class Expansion {
    private static final char MARK = '\u0001';

    private final ShellState state;
    private final FileSystem files;
    private final UnaryOperator<String> substitution;
    private List<String> fields = new ArrayList<>();
    private @Nullable StringBuilder current;

    /**
     * Expansion in a shell.
     *
     * @param substitution runs a script and gives what it wrote
     */
    Expansion(ShellState state, FileSystem files, UnaryOperator<String> substitution) {
        this.state = state;
        this.files = files;
        this.substitution = substitution;
    }

    List<String> fields(List<String> words) {
        List<String> all = new ArrayList<>();
        words.forEach(word -> all.addAll(fields(word)));
        return all;
    }

    private List<String> fields(String word) {
        fields = new ArrayList<>();
        current = null;
        expand(word, false, true);
        finish();
        List<String> result = new ArrayList<>();
        for (String field : fields) {
            List<String> matches = Glob.match(field, state.directory, files);
            if (matches.isEmpty()) {
                result.add(unmark(field));
            } else {
                result.addAll(matches);
            }
        }
        return result;
    }

    /** One word without splitting, as in assignments and redirections. */
    String single(String word) {
        return unmark(pattern(word));
    }

    /** As {@link #single}, with marks before characters that are no pattern. */
    String pattern(String word) {
        List<String> outerFields = fields;
        StringBuilder outer = current;
        fields = new ArrayList<>();
        current = null;
        expand(word, false, false);
        finish();
        String result = String.join(" ", fields);
        fields = outerFields;
        current = outer;
        return result;
    }

    static String unmark(String text) {
        return text.indexOf(MARK) < 0 ? text : text.replace(String.valueOf(MARK), "");
    }

    private StringBuilder open() {
        StringBuilder builder = current;
        if (builder == null) {
            builder = new StringBuilder();
            current = builder;
        }
        return builder;
    }

    private void finish() {
        StringBuilder builder = current;
        if (builder != null) {
            fields.add(builder.toString());
            current = null;
        }
    }

    private void literal(String text) {
        StringBuilder builder = open();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("*?[]\\".indexOf(c) >= 0) {
                builder.append(MARK);
            }
            builder.append(c);
        }
    }

    private void expand(String word, boolean quoted, boolean split) {
        int at = 0;
        if (!quoted && (word.equals("~") || word.startsWith("~/"))) {
            literal(state.variables.getOrDefault("HOME", "/"));
            at = 1;
        }
        while (at < word.length()) {
            char c = word.charAt(at);
            switch (c) {
                case '\\' -> {
                    if (at + 1 < word.length()) {
                        char next = word.charAt(at + 1);
                        boolean escapes = !quoted || "$`\"\\\n".indexOf(next) >= 0;
                        literal(escapes ? String.valueOf(next) : "\\" + next);
                    }
                    at += 2;
                }
                case '\'' -> {
                    if (quoted) {
                        literal("'");
                        at++;
                    } else {
                        int end = Quoting.closing(word, at, '\'');
                        literal(word.substring(at + 1, end));
                        at = end + 1;
                    }
                }
                case '"' -> {
                    int end = Quoting.endOfDouble(word, at);
                    boolean all = word.substring(at + 1, end).equals("$@");
                    if (!all || !state.arguments.isEmpty()) {
                        open();
                    }
                    expand(word.substring(at + 1, end), true, split);
                    at = end + 1;
                }
                case '`' -> {
                    int end = Quoting.closing(word, at, '`');
                    value(run(word.substring(at + 1, end)), quoted, split);
                    at = end + 1;
                }
                case '$' -> {
                    int end = Quoting.endOfExpansion(word, at);
                    dollar(word.substring(at, end), quoted, split);
                    at = end;
                }
                default -> {
                    if (quoted) {
                        literal(String.valueOf(c));
                    } else {
                        open().append(c);
                    }
                    at++;
                }
            }
        }
    }

    private String run(String script) {
        String out = substitution.apply(script);
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == '\n') {
            end--;
        }
        return out.substring(0, end);
    }

    private void dollar(String text, boolean quoted, boolean split) {
        if (text.equals("$")) {
            literal("$");
        } else if (text.startsWith("$((") && text.endsWith("))")) {
            String inner = single("\"" + text.substring(3, text.length() - 2) + "\"");
            value(Long.toString(Arithmetic.evaluate(inner, state)), quoted, split);
        } else if (text.startsWith("$(")) {
            value(run(text.substring(2, text.length() - 1)), quoted, split);
        } else if (text.equals("$@") || text.equals("${@}")) {
            for (int i = 0; i < state.arguments.size(); i++) {
                if (i > 0 && split) {
                    finish();
                } else if (i > 0) {
                    literal(" ");
                }
                value(state.arguments.get(i), quoted, split);
            }
        } else if (text.startsWith("${")) {
            value(braces(text.substring(2, text.length() - 1)), quoted, split);
        } else {
            value(parameter(text.substring(1)).orElse(""), quoted, split);
        }
    }

    private String braces(String inner) {
        if (inner.startsWith("#") && inner.length() > 1) {
            return Integer.toString(parameter(inner.substring(1)).orElse("").length());
        }
        int end = 0;
        while (end < inner.length()
                && (Character.isLetterOrDigit(inner.charAt(end)) || inner.charAt(end) == '_')) {
            end++;
        }
        end = end == 0 && !inner.isEmpty() ? 1 : end;
        String name = inner.substring(0, end);
        String rest = inner.substring(end);
        Optional<String> value = parameter(name);
        if (rest.isEmpty()) {
            return value.orElse("");
        }
        boolean colon = rest.startsWith(":");
        char operator = rest.charAt(colon && rest.length() > 1 ? 1 : 0);
        String word = rest.substring(Math.min(rest.length(), colon ? 2 : 1));
        boolean there = value.isPresent() && !(colon && value.get().isEmpty());
        return switch (operator) {
            case '-' -> there ? value.orElse("") : single(word);
            case '+' -> there ? single(word) : "";
            case '=' -> {
                if (!there) {
                    state.variables.put(name, single(word));
                }
                yield state.variables.getOrDefault(name, "");
            }
            case '?' -> {
                if (!there) {
                    String why = word.isEmpty() ? "parameter not set" : single(word);
                    throw new SyntaxError(name + ": " + why);
                }
                yield value.orElse("");
            }
            case '#' -> Glob.trimStart(value.orElse(""), pattern(strip(word)), doubled(word, '#'));
            case '%' -> Glob.trimEnd(value.orElse(""), pattern(strip(word)), doubled(word, '%'));
            default -> throw new SyntaxError("syntax error: bad substitution");
        };
    }

    private static boolean doubled(String word, char operator) {
        return !word.isEmpty() && word.charAt(0) == operator;
    }

    private static String strip(String word) {
        return doubled(word, '#') || doubled(word, '%') ? word.substring(1) : word;
    }

    private Optional<String> parameter(String name) {
        return switch (name) {
            case "?" -> Optional.of(Integer.toString(state.status));
            case "$" -> Optional.of("1");
            case "#" -> Optional.of(Integer.toString(state.arguments.size()));
            case "*", "@" -> Optional.of(String.join(" ", state.arguments));
            case "!" -> Optional.of("");
            case "-" -> Optional.of(state.exitOnError ? "e" : "");
            case "0" -> Optional.of(state.name);
            default -> {
                if (name.matches("[1-9]\\d{0,3}")) {
                    int index = Integer.parseInt(name) - 1;
                    yield index < state.arguments.size()
                            ? Optional.of(state.arguments.get(index))
                            : Optional.empty();
                }
                yield Optional.ofNullable(state.variables.get(name));
            }
        };
    }

    /** Adds an expansion's value: split at white space unless it is quoted. */
    private void value(String text, boolean quoted, boolean split) {
        if (quoted || !split) {
            literal(text);
            return;
        }
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                finish();
                at++;
            } else {
                int end = at;
                while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                    end++;
                }
                open().append(text, at, end);
                at = end;
            }
        }
    }
}
