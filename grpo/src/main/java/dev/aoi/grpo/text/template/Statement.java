package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A node of a template's body. */
sealed interface Statement {

    /** Text as it stands. */
    record Text(String text) implements Statement {}

    /** {@code {{ value }}}. */
    record Output(Expression value) implements Statement {}

    /** {@code if}, with every {@code elif} as an {@code if} in {@code otherwise}. */
    record If(Expression test, List<Statement> then, List<Statement> otherwise)
            implements Statement {}

    /** {@code for target in items if filter … else …}. */
    record For(
            Target target,
            Expression items,
            @Nullable Expression filter,
            List<Statement> body,
            List<Statement> otherwise,
            int line)
            implements Statement {}

    /** {@code set target = value}. */
    record SetValue(Target target, Expression value, int line) implements Statement {}

    /** {@code set target | filter} … {@code endset}. */
    record SetBlock(
            Target target, Expression.@Nullable Filter filter, List<Statement> body, int line)
            implements Statement {}

    /** {@code macro name(parameters)}. */
    record MacroDefinition(Signature signature, List<Statement> body, int line)
            implements Statement {}

    /** {@code call(parameters) callee(…)}: the body is what {@code caller()} gives. */
    record CallBlock(Signature signature, Expression.Call callee, List<Statement> body, int line)
            implements Statement {}

    /** {@code filter name}. */
    record FilterBlock(Expression.Filter filter, List<Statement> body) implements Statement {}

    /** {@code with a = 1, b = 2}. */
    record With(List<Expression.Keyword> values, List<Statement> body) implements Statement {}

    /** {@code generation}: what an assistant says. */
    record Generation(List<Statement> body) implements Statement {}

    /** {@code break}. */
    record Break() implements Statement {}

    /** {@code continue}. */
    record Continue() implements Statement {}

    /** What a value is assigned to. */
    sealed interface Target {

        /** A variable. */
        record Variable(String name) implements Target {}

        /** An attribute of a namespace. */
        record Member(String namespace, String name) implements Target {}

        /** Several targets for the items of one value. */
        record Several(List<Target> targets) implements Target {}
    }

    /** A macro's name and parameters. */
    record Signature(String name, List<Parameter> parameters) {}

    /** A parameter, with its default if it has one. */
    record Parameter(String name, @Nullable Expression fallback) {}
}
