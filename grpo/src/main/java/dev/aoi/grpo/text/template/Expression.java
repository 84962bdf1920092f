package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A node of an expression. Every node knows its line, for messages. */
sealed interface Expression {

    int line();

    /** A literal value. */
    record Literal(Object value, int line) implements Expression {}

    /** A variable. */
    record Name(String name, int line) implements Expression {}

    /** {@code [a, b]}. */
    record ListOf(List<Expression> items, int line) implements Expression {}

    /** {@code (a, b)}. */
    record TupleOf(List<Expression> items, int line) implements Expression {}

    /** {@code {a: b}}. */
    record DictOf(List<Entry> entries, int line) implements Expression {}

    /** One entry of a dict literal. */
    record Entry(Expression key, Expression value) {}

    /** {@code target.name}. */
    record Attribute(Expression target, String name, int line) implements Expression {}

    /** {@code target[index]}. */
    record Item(Expression target, Expression index, int line) implements Expression {}

    /** {@code target[start:stop:step]}. */
    record Slice(
            Expression target,
            @Nullable Expression start,
            @Nullable Expression stop,
            @Nullable Expression step,
            int line)
            implements Expression {}

    /** {@code target(…)}. */
    record Call(Expression target, CallArguments arguments, int line) implements Expression {}

    /** {@code target | name(…)}; no target within a filter block. */
    record Filter(@Nullable Expression target, String name, CallArguments arguments, int line)
            implements Expression {}

    /** {@code target is name(…)}. */
    record Test(Expression target, String name, CallArguments arguments, int line)
            implements Expression {}

    /** {@code not}, {@code -} or {@code +}. */
    record Unary(String operator, Expression operand, int line) implements Expression {}

    /** An arithmetic operator, {@code and} or {@code or}. */
    record Binary(String operator, Expression left, Expression right, int line)
            implements Expression {}

    /** {@code a ~ b ~ c}. */
    record Concat(List<Expression> parts, int line) implements Expression {}

    /** {@code a < b <= c}: every pair must hold. */
    record Compare(Expression first, List<Comparison> rest, int line) implements Expression {}

    /** One further operand of a comparison. */
    record Comparison(String operator, Expression operand) {}

    /** {@code a if test else b}. */
    record Conditional(Expression test, Expression then, @Nullable Expression otherwise, int line)
            implements Expression {}

    /** What stands in the brackets of a call. */
    record CallArguments(
            List<Expression> positional,
            List<Keyword> keywords,
            @Nullable Expression more,
            @Nullable Expression moreKeywords) {

        static final CallArguments NONE = new CallArguments(List.of(), List.of(), null, null);
    }

    /** {@code name=value} in a call. */
    record Keyword(String name, Expression value) {}
}
