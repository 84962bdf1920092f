package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Expression.Attribute;
import dev.aoi.grpo.text.template.Expression.Call;
import dev.aoi.grpo.text.template.Expression.CallArguments;
import dev.aoi.grpo.text.template.Expression.DictOf;
import dev.aoi.grpo.text.template.Expression.Entry;
import dev.aoi.grpo.text.template.Expression.Filter;
import dev.aoi.grpo.text.template.Expression.Item;
import dev.aoi.grpo.text.template.Expression.ListOf;
import dev.aoi.grpo.text.template.Expression.Literal;
import dev.aoi.grpo.text.template.Expression.Name;
import dev.aoi.grpo.text.template.Expression.Slice;
import dev.aoi.grpo.text.template.Expression.Test;
import dev.aoi.grpo.text.template.Expression.TupleOf;
import dev.aoi.grpo.text.template.Expression.Unary;
import dev.aoi.grpo.text.template.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reads literals and names with the attributes, calls, filters and tests that follow them. */
final class OperandParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    OperandParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression primary() {
        Token token = tokens.take();
        int line = token.line();
        return switch (token.kind()) {
            case NAME -> name(token);
            case STRING -> new Literal(adjacentStrings(token.text()), line);
            case INTEGER, FLOAT -> new Literal(NumberLiteral.value(token), line);
            case OPERATOR -> bracketed(token);
            default ->
                    throw new TemplateException(
                            "expected an expression but found " + token.describe(), line);
        };
    }

    private static Expression name(Token token) {
        int line = token.line();
        return switch (token.text()) {
            case "true", "True" -> new Literal(true, line);
            case "false", "False" -> new Literal(false, line);
            case "none", "None" -> new Literal(None.NONE, line);
            default -> new Name(token.text(), line);
        };
    }

    private String adjacentStrings(String first) {
        StringBuilder text = new StringBuilder(first);
        while (tokens.peek().is(Kind.STRING)) {
            text.append(tokens.take().text());
        }
        return text.toString();
    }

    private Expression bracketed(Token token) {
        int line = token.line();
        return switch (token.text()) {
            case "(" -> {
                if (tokens.skipOperator(")")) {
                    yield new TupleOf(List.of(), line);
                }
                Expression inner = expressions.tuple(true);
                tokens.expectOperator(")");
                yield inner;
            }
            case "[" -> {
                List<Expression> items = new ArrayList<>();
                while (!tokens.skipOperator("]")) {
                    items.add(expressions.expression());
                    if (!tokens.peek().isOperator("]")) {
                        tokens.expectOperator(",");
                    }
                }
                yield new ListOf(items, line);
            }
            case "{" -> dict(line);
            default ->
                    throw new TemplateException(
                            "expected an expression but found " + token.describe(), line);
        };
    }

    private Expression dict(int line) {
        List<Entry> entries = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            Expression key = expressions.expression();
            tokens.expectOperator(":");
            entries.add(new Entry(key, expressions.expression()));
            if (!tokens.peek().isOperator("}")) {
                tokens.expectOperator(",");
            }
        }
        return new DictOf(entries, line);
    }

    /** Attributes, subscripts and calls. */
    Expression postfix(Expression start) {
        Expression node = start;
        while (true) {
            int line = tokens.line();
            if (tokens.skipOperator(".")) {
                node = member(node, line);
            } else if (tokens.skipOperator("[")) {
                node = subscript(node, line);
            } else if (tokens.peek().isOperator("(")) {
                node = new Call(node, expressions.arguments().parse(), line);
            } else {
                return node;
            }
        }
    }

    private Expression member(Expression node, int line) {
        if (tokens.peek().is(Kind.NAME)) {
            return new Attribute(node, tokens.take().text(), line);
        }
        Token index = tokens.expect(Kind.INTEGER);
        return new Item(node, new Literal(NumberLiteral.value(index), line), line);
    }

    private Expression subscript(Expression node, int line) {
        @Nullable Expression start =
                tokens.peek().isOperator(":") ? null : expressions.expression();
        if (start != null && tokens.skipOperator("]")) {
            return new Item(node, start, line);
        }
        if (start != null && tokens.peek().isOperator(",")) {
            throw new TemplateException("a subscript of several values is not supported", line);
        }
        tokens.expectOperator(":");
        @Nullable Expression stop = bound();
        @Nullable Expression step = tokens.skipOperator(":") ? bound() : null;
        tokens.expectOperator("]");
        return new Slice(node, start, stop, step, line);
    }

    private @Nullable Expression bound() {
        Token token = tokens.peek();
        return token.isOperator(":") || token.isOperator("]") ? null : expressions.expression();
    }

    /** Filters and tests, and calls of what they give. */
    Expression filters(Expression start) {
        Expression node = start;
        while (true) {
            if (tokens.peek().isOperator("|")) {
                node = filter(node);
            } else if (tokens.peek().isName("is")) {
                node = test(node);
            } else if (tokens.peek().isOperator("(")) {
                node = new Call(node, expressions.arguments().parse(), tokens.line());
            } else {
                return node;
            }
        }
    }

    /** One filter and those that follow it; without a target the first bar is left out. */
    Filter filter(@Nullable Expression target) {
        @Nullable Expression node = target;
        Filter last = null;
        while (last == null || tokens.peek().isOperator("|")) {
            if (node != null) {
                tokens.expectOperator("|");
            }
            int line = tokens.line();
            String name = dottedName();
            CallArguments arguments =
                    tokens.peek().isOperator("(")
                            ? expressions.arguments().parse()
                            : CallArguments.NONE;
            Filters.require(name, line);
            last = new Filter(node, name, arguments, line);
            node = last;
        }
        return last;
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(tokens.expect(Kind.NAME).text());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expect(Kind.NAME).text());
        }
        return name.toString();
    }

    private Expression test(Expression node) {
        int line = tokens.take().line();
        boolean negated = tokens.skipName("not");
        String name = dottedName();
        CallArguments arguments = CallArguments.NONE;
        if (tokens.peek().isOperator("(")) {
            arguments = expressions.arguments().parse();
        } else if (beginsTestArgument()) {
            Expression argument = postfix(primary());
            arguments = new CallArguments(List.of(argument), List.of(), null, null);
        }
        Tests.require(name, line);
        Expression test = new Test(node, name, arguments, line);
        return negated ? new Unary("not", test, line) : test;
    }

    private boolean beginsTestArgument() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> token.isOperator("[") || token.isOperator("{");
            case NAME -> {
                if (token.isName("is")) {
                    throw new TemplateException("tests cannot be chained with is", token.line());
                }
                yield !token.isName("else") && !token.isName("or") && !token.isName("and");
            }
            default -> false;
        };
    }
}
