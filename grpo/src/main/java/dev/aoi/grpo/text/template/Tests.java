package dev.aoi.grpo.text.template;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tests of {@code is}, by name. */
final class Tests {

    /** What one test asks. */
    @FunctionalInterface
    interface Function {

        boolean holds(Object value, Arguments arguments);
    }

    private static final Map<String, Function> BY_NAME = byName();

    private Tests() {}

    private static Map<String, Function> byName() {
        Map<String, Function> tests = new HashMap<>();
        plain(tests, "defined", v -> !(v instanceof Undefined));
        plain(tests, "undefined", v -> v instanceof Undefined);
        plain(tests, "none", v -> v == None.NONE);
        plain(tests, "string", Values::isString);
        plain(tests, "mapping", v -> v instanceof Map<?, ?>);
        plain(tests, "iterable", Values::isIterable);
        plain(tests, "sequence", Tests::isSequence);
        plain(tests, "number", Numbers::isNumber);
        plain(tests, "integer", v -> v instanceof Long);
        plain(tests, "float", v -> v instanceof Double);
        plain(tests, "boolean", v -> v instanceof Boolean);
        plain(tests, "true", v -> v.equals(true));
        plain(tests, "false", v -> v.equals(false));
        plain(tests, "callable", v -> v instanceof Callable);
        plain(tests, "escaped", v -> v instanceof Safe);
        plain(tests, "odd", v -> Numbers.apply("%", number(v), 2L).equals(1L));
        plain(tests, "even", v -> Numbers.apply("%", number(v), 2L).equals(0L));
        plain(tests, "lower", v -> Casing.isLower(PythonText.str(v)));
        plain(tests, "upper", v -> Casing.isUpper(PythonText.str(v)));
        tests.put(
                "divisibleby",
                (v, a) ->
                        Numbers.apply("%", number(v), a.bind("divisibleby", "num").need("num"))
                                .equals(0L));
        tests.put("sameas", (v, a) -> same(v, a.bind("sameas", "other").need("other")));
        for (List<String> names :
                List.of(
                        List.of("==", "eq", "equalto"),
                        List.of("!=", "ne"),
                        List.of("<", "lt", "lessthan"),
                        List.of("<=", "le"),
                        List.of(">", "gt", "greaterthan"),
                        List.of(">=", "ge"),
                        List.of("in"))) {
            String operator = names.getFirst();
            Function test =
                    (v, a) ->
                            Comparisons.holds(operator, v, a.bind(operator, "other").need("other"));
            names.forEach(name -> tests.put(name, test));
        }
        return Map.copyOf(tests);
    }

    private static void plain(
            Map<String, Function> tests, String name, java.util.function.Predicate<Object> test) {
        tests.put(
                name,
                (value, arguments) -> {
                    arguments.bind(name.toLowerCase(Locale.ROOT));
                    return test.test(value);
                });
    }

    private static boolean isSequence(Object value) {
        return Values.isIterable(value)
                && !(value instanceof DictView)
                && !(value instanceof Generator);
    }

    private static Object number(Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        return value;
    }

    private static boolean same(Object left, Object right) {
        return left == right
                || (left.getClass() == right.getClass()
                        && (left instanceof Boolean
                                || left instanceof Long
                                || left instanceof String)
                        && left.equals(right));
    }

    static void require(String name, int line) {
        if (!BY_NAME.containsKey(name)) {
            throw new TemplateException("the test '" + name + "' is not supported", line);
        }
    }

    static boolean test(String name, Object value, Arguments arguments) {
        require(name, 0);
        return BY_NAME.get(name).holds(value, arguments);
    }
}
