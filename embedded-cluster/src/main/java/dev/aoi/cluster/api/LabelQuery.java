package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.LabelSelectors;
import dev.aoi.cluster.store.ApiException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A label selector of a query: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}.
 *
 * @param requirements all must hold
 */
record LabelQuery(List<Requirement> requirements) {
    /** Selects everything. */
    static final LabelQuery ALL = new LabelQuery(List.of());

    enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        ABSENT
    }

    record Requirement(String key, Operator operator, Set<String> values) {
        boolean holds(Map<String, String> labels) {
            @Nullable String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case ABSENT -> value == null;
            };
        }
    }

    /**
     * Parses a selector.
     *
     * @throws ApiException 400 with the server's message when it cannot be understood
     */
    static LabelQuery parse(String text) {
        return text.isBlank() ? ALL : new Parser(text).parse();
    }

    boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    private static final class Parser {
        private static final Set<String> SYMBOLS = Set.of("=", "==", "!=", "!", ",", "(", ")");
        private final List<String> tokens = new ArrayList<>();
        private int position;

        Parser(String text) {
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                int start = i;
                if (Character.isWhitespace(c)) {
                    i++;
                    continue;
                }
                if ("=!,()".indexOf(c) >= 0) {
                    boolean two = i + 1 < text.length() && text.charAt(i + 1) == '=';
                    i += (c == '=' || c == '!') && two ? 2 : 1;
                } else {
                    while (i < text.length()
                            && !Character.isWhitespace(text.charAt(i))
                            && "=!,()".indexOf(text.charAt(i)) < 0) {
                        i++;
                    }
                }
                tokens.add(text.substring(start, i));
            }
        }

        LabelQuery parse() {
            List<Requirement> requirements = new ArrayList<>();
            do {
                requirements.add(requirement());
            } while (more());
            if (position < tokens.size()) {
                throw unable("found '" + peek() + "', expected: ',' or 'end of string'");
            }
            return new LabelQuery(requirements);
        }

        private Requirement requirement() {
            if (accept("!")) {
                return new Requirement(key(), Operator.ABSENT, Set.of());
            }
            String key = key();
            return switch (peek()) {
                case "=", "==" -> one(key, Operator.IN);
                case "!=" -> one(key, Operator.NOT_IN);
                case "in" -> several(key, Operator.IN);
                case "notin" -> several(key, Operator.NOT_IN);
                default -> new Requirement(key, Operator.EXISTS, Set.of());
            };
        }

        private Requirement one(String key, Operator operator) {
            position++;
            boolean empty = position == tokens.size() || peek().equals(",");
            return checked(new Requirement(key, operator, Set.of(empty ? "" : word("identifier"))));
        }

        private Requirement several(String key, Operator operator) {
            position++;
            if (!accept("(")) {
                throw unable("unable to parse requirement: found '" + peek() + "' expected: '('");
            }
            Set<String> values = new TreeSet<>();
            do {
                values.add(word("identifier"));
            } while (accept(","));
            if (!accept(")")) {
                throw unable(
                        "unable to parse requirement: found '"
                                + peek()
                                + "', expected: ',' or ')'");
            }
            return checked(new Requirement(key, operator, values));
        }

        private String key() {
            String key = word("identifier");
            LabelSelectors.keyProblem(key)
                    .ifPresent(
                            why -> {
                                throw unable("unable to parse requirement: <nil>: " + why);
                            });
            return key;
        }

        private static Requirement checked(Requirement requirement) {
            int index = 0;
            for (String value : requirement.values()) {
                String at = "values[%d][%s]: ".formatted(index++, requirement.key());
                LabelSelectors.valueProblem(value)
                        .ifPresent(
                                why -> {
                                    throw unable("unable to parse requirement: " + at + why);
                                });
            }
            return requirement;
        }

        private String word(String expected) {
            String token = peek();
            if (token.isEmpty() || SYMBOLS.contains(token)) {
                throw unable(
                        "unable to parse requirement: found '%s', expected: %s"
                                .formatted(token, expected));
            }
            position++;
            return token;
        }

        private boolean more() {
            if (!accept(",")) {
                return false;
            }
            if (peek().equals(",") || peek().equals(")")) {
                throw unable("found '" + peek() + "', expected: identifier after ','");
            }
            return true;
        }

        private boolean accept(String token) {
            boolean there = peek().equals(token);
            position += there ? 1 : 0;
            return there;
        }

        private String peek() {
            return position < tokens.size() ? tokens.get(position) : "";
        }

        private static ApiException unable(String why) {
            return ApiException.badRequest(why);
        }
    }
}
