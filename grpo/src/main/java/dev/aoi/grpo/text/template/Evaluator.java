package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Expression.CallArguments;
import dev.aoi.grpo.text.template.Expression.Comparison;
import dev.aoi.grpo.text.template.Expression.Entry;
import dev.aoi.grpo.text.template.Expression.Keyword;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives expressions their value. */
final class Evaluator {

    private Evaluator() {}

    static Object value(Expression node, Scope scope) {
        try {
            return TextLimit.checked(compute(node, scope));
        } catch (TemplateException e) {
            throw e.at(node.line());
        }
    }

    static boolean truth(Expression node, Scope scope) {
        return Values.truth(value(node, scope));
    }

    private static Object compute(Expression node, Scope scope) {
        return switch (node) {
            case Expression.Literal literal -> literal.value();
            case Expression.Name name -> scope.get(name.name());
            case Expression.ListOf list -> values(list.items(), scope);
            case Expression.TupleOf tuple -> new Tuple(values(tuple.items(), scope));
            case Expression.DictOf dict -> dict(dict.entries(), scope);
            case Expression.Attribute a -> Access.attribute(value(a.target(), scope), a.name());
            case Expression.Item i ->
                    Access.item(value(i.target(), scope), value(i.index(), scope));
            case Expression.Slice slice -> slice(slice, scope);
            case Expression.Call call -> call(call, scope);
            case Expression.Filter filter -> {
                Object target = filter.target() == null ? "" : value(filter.target(), scope);
                yield filter(filter, target, scope);
            }
            case Expression.Test test ->
                    Tests.test(
                            test.name(),
                            value(test.target(), scope),
                            arguments(test.arguments(), scope));
            case Expression.Unary unary -> unary(unary, scope);
            case Expression.Binary binary -> binary(binary, scope);
            case Expression.Concat concat -> concat(concat.parts(), scope);
            case Expression.Compare compare -> compare(compare, scope);
            case Expression.Conditional c -> {
                if (truth(c.test(), scope)) {
                    yield value(c.then(), scope);
                }
                yield c.otherwise() == null
                        ? new Undefined(
                                "the inline if-expression was false and has no else section")
                        : value(c.otherwise(), scope);
            }
        };
    }

    /** Applies a filter and those before it, the first of them to {@code input}. */
    static Object filterChain(Expression.Filter filter, Object input, Scope scope) {
        Object target =
                filter.target() instanceof Expression.Filter inner
                        ? filterChain(inner, input, scope)
                        : input;
        return filter(filter, target, scope);
    }

    private static Object filter(Expression.Filter filter, Object target, Scope scope) {
        try {
            return TextLimit.checked(
                    Filters.apply(filter.name(), target, arguments(filter.arguments(), scope)));
        } catch (TemplateException e) {
            throw e.at(filter.line());
        }
    }

    private static List<Object> values(List<Expression> nodes, Scope scope) {
        List<Object> values = new ArrayList<>(nodes.size());
        nodes.forEach(node -> values.add(value(node, scope)));
        return values;
    }

    private static String concat(List<Expression> parts, Scope scope) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(PythonText.str(value(part, scope))));
        return text.toString();
    }

    private static Object dict(List<Entry> entries, Scope scope) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Entry entry : entries) {
            map.put(Access.key(value(entry.key(), scope)), value(entry.value(), scope));
        }
        return map;
    }

    private static Object slice(Expression.Slice slice, Scope scope) {
        return Slices.of(
                value(slice.target(), scope),
                bound(slice.start(), scope),
                bound(slice.stop(), scope),
                bound(slice.step(), scope));
    }

    private static @Nullable Long bound(@Nullable Expression node, Scope scope) {
        Object value = node == null ? None.NONE : value(node, scope);
        return value == None.NONE ? null : (Long) Numbers.index(value);
    }

    private static Object call(Expression.Call call, Scope scope) {
        return call(value(call.target(), scope), arguments(call.arguments(), scope));
    }

    static Object call(Object target, Arguments arguments) {
        return switch (target) {
            case Callable callable -> callable.call(arguments);
            case Undefined undefined -> throw undefined.error();
            default ->
                    throw new TemplateException(
                            "'" + PythonText.typeName(target) + "' object is not callable");
        };
    }

    static Arguments arguments(CallArguments arguments, Scope scope) {
        if (arguments == CallArguments.NONE) {
            return Arguments.NONE;
        }
        List<Object> positional = values(arguments.positional(), scope);
        if (arguments.more() != null) {
            positional.addAll(Values.items(value(arguments.more(), scope)));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (Keyword keyword : arguments.keywords()) {
            named.put(keyword.name(), value(keyword.value(), scope));
        }
        if (arguments.moreKeywords() != null) {
            if (!(value(arguments.moreKeywords(), scope) instanceof Map<?, ?> map)) {
                throw new TemplateException("the argument after ** must be a dict");
            }
            map.forEach((key, item) -> named.put(PythonText.str(key), item));
        }
        return new Arguments(positional, named);
    }

    private static Object unary(Expression.Unary unary, Scope scope) {
        Object operand = value(unary.operand(), scope);
        if (unary.operator().equals("not")) {
            return !Values.truth(operand);
        }
        if (operand instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (!Numbers.isNumber(operand)) {
            throw new TemplateException(
                    "bad operand for " + unary.operator() + ": " + PythonText.typeName(operand));
        }
        return operand instanceof Double && unary.operator().equals("-")
                ? (Object) (-(Double) operand)
                : Numbers.apply(unary.operator(), 0L, operand);
    }

    private static Object binary(Expression.Binary binary, Scope scope) {
        Object left = value(binary.left(), scope);
        return switch (binary.operator()) {
            case "and" -> Values.truth(left) ? value(binary.right(), scope) : left;
            case "or" -> Values.truth(left) ? left : value(binary.right(), scope);
            default -> Operators.apply(binary.operator(), left, value(binary.right(), scope));
        };
    }

    private static Object compare(Expression.Compare compare, Scope scope) {
        Object left = value(compare.first(), scope);
        for (Comparison next : compare.rest()) {
            Object right = value(next.operand(), scope);
            if (!Comparisons.holds(next.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }
}
