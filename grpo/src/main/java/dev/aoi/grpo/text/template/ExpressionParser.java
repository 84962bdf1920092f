package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Expression.Binary;
import dev.aoi.grpo.text.template.Expression.Compare;
import dev.aoi.grpo.text.template.Expression.Comparison;
import dev.aoi.grpo.text.template.Expression.Concat;
import dev.aoi.grpo.text.template.Expression.Conditional;
import dev.aoi.grpo.text.template.Expression.TupleOf;
import dev.aoi.grpo.text.template.Expression.Unary;
import dev.aoi.grpo.text.template.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads expressions. Precedence from weak to strong, as in Jinja: {@code if else}, {@code or},
 * {@code and}, {@code not}, comparisons, {@code + -}, {@code ~}, {@code * / // %}, {@code **}
 * (which binds to the left), signs, then attributes, calls, filters and tests.
 */
final class ExpressionParser {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    /**
     * How deep brackets and operators may nest, so that a hostile template cannot end the stack.
     */
    private static final int MAX_DEPTH = 200;

    private final TokenStream tokens;
    private final OperandParser operands;
    private int depth;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, this);
    }

    /** One or several expressions; several make a tuple. */
    Expression tuple(boolean withConditional) {
        int line = tokens.line();
        Expression first = expression(withConditional);
        if (!tokens.peek().isOperator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",") && !endsTuple()) {
            items.add(expression(withConditional));
        }
        return new TupleOf(items, line);
    }

    private boolean endsTuple() {
        Token token = tokens.peek();
        return token.is(Kind.VARIABLE_END)
                || token.is(Kind.BLOCK_END)
                || token.isOperator(")")
                || token.isName("recursive");
    }

    Expression expression() {
        return expression(true);
    }

    private Expression expression(boolean withConditional) {
        if (++depth > MAX_DEPTH) {
            throw new TemplateException(
                    "expressions nest deeper than " + MAX_DEPTH + " levels", tokens.line());
        }
        Expression result = withConditional ? conditional() : or();
        depth--;
        return result;
    }

    private Expression conditional() {
        int line = tokens.line();
        Expression value = or();
        while (tokens.skipName("if")) {
            Expression test = or();
            @Nullable Expression otherwise = tokens.skipName("else") ? expression() : null;
            value = new Conditional(test, value, otherwise, line);
        }
        return value;
    }

    private Expression or() {
        int line = tokens.line();
        Expression left = and();
        while (tokens.skipName("or")) {
            left = new Binary("or", left, and(), line);
        }
        return left;
    }

    private Expression and() {
        int line = tokens.line();
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new Binary("and", left, not(), line);
        }
        return left;
    }

    private Expression not() {
        int line = tokens.line();
        if (tokens.peek().isName("not")) {
            tokens.take();
            return new Unary("not", nested(this::not), line);
        }
        return compare();
    }

    private Expression compare() {
        int line = tokens.line();
        Expression first = sum();
        List<Comparison> rest = new ArrayList<>();
        while (true) {
            Token token = tokens.peek();
            if (token.is(Kind.OPERATOR) && COMPARISONS.contains(token.text())) {
                tokens.take();
                rest.add(new Comparison(token.text(), sum()));
            } else if (tokens.skipName("in")) {
                rest.add(new Comparison("in", sum()));
            } else if (token.isName("not") && tokens.peekAfter().isName("in")) {
                tokens.take();
                tokens.take();
                rest.add(new Comparison("not in", sum()));
            } else {
                return rest.isEmpty() ? first : new Compare(first, rest, line);
            }
        }
    }

    private Expression sum() {
        return binary(Set.of("+", "-"), this::concat);
    }

    private Expression concat() {
        int line = tokens.line();
        Expression first = product();
        if (!tokens.peek().isOperator("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return new Concat(parts, line);
    }

    private Expression product() {
        return binary(Set.of("*", "/", "//", "%"), this::power);
    }

    private Expression power() {
        return binary(Set.of("**"), () -> unary(true));
    }

    private Expression binary(Set<String> operators, Supplier<Expression> operand) {
        int line = tokens.line();
        Expression left = operand.get();
        while (tokens.peek().is(Kind.OPERATOR) && operators.contains(tokens.peek().text())) {
            String operator = tokens.take().text();
            left = new Binary(operator, left, operand.get(), line);
        }
        return left;
    }

    private Expression unary(boolean withFilter) {
        int line = tokens.line();
        Expression node;
        if (tokens.skipOperator("-")) {
            node = new Unary("-", nested(() -> unary(false)), line);
        } else if (tokens.skipOperator("+")) {
            node = new Unary("+", nested(() -> unary(false)), line);
        } else {
            node = operands.primary();
        }
        node = operands.postfix(node);
        return withFilter ? operands.filters(node) : node;
    }

    private Expression nested(Supplier<Expression> inner) {
        if (++depth > MAX_DEPTH) {
            throw new TemplateException(
                    "expressions nest deeper than " + MAX_DEPTH + " levels", tokens.line());
        }
        Expression result = inner.get();
        depth--;
        return result;
    }

    CallArgumentsParser arguments() {
        return new CallArgumentsParser(tokens, this);
    }

    Expression.Filter filter() {
        return operands.filter(null);
    }
}
