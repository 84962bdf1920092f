package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Expression.Keyword;
import dev.aoi.grpo.text.template.Statement.Parameter;
import dev.aoi.grpo.text.template.Statement.Signature;
import dev.aoi.grpo.text.template.Statement.Target;
import dev.aoi.grpo.text.template.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a template's statements. Statements outside the subset are refused by name. */
final class Parser {

    private static final int MAX_DEPTH = 100;

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private int depth;
    private int loops;

    private Parser(TokenStream tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
    }

    static List<Statement> parse(String source) {
        return new Parser(new TokenStream(Lexer.tokens(source))).body(Set.of());
    }

    /** Statements up to a block whose name is in {@code ends}; that name is not yet taken. */
    private List<Statement> body(Set<String> ends) {
        if (++depth > MAX_DEPTH) {
            throw new TemplateException(
                    "blocks nest deeper than " + MAX_DEPTH + " levels", tokens.line());
        }
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = tokens.take();
            switch (token.kind()) {
                case DATA -> statements.add(new Statement.Text(token.text()));
                case VARIABLE_BEGIN -> {
                    statements.add(new Statement.Output(expressions.tuple(true)));
                    tokens.expect(Kind.VARIABLE_END);
                }
                case BLOCK_BEGIN -> {
                    if (tokens.peek().is(Kind.NAME) && ends.contains(tokens.peek().text())) {
                        depth--;
                        return List.copyOf(statements);
                    }
                    statements.add(statement());
                }
                default -> {
                    if (!ends.isEmpty()) {
                        throw new TemplateException(
                                "the template ends before "
                                        + String.join(" or ", ends.stream().sorted().toList()),
                                token.line());
                    }
                    depth--;
                    return List.copyOf(statements);
                }
            }
        }
    }

    private Statement statement() {
        Token name = tokens.expect(Kind.NAME);
        return switch (name.text()) {
            case "if" -> branch();
            case "for" -> loop(name.line());
            case "set" -> assignment(name.line());
            case "macro" -> macro(name.line());
            case "call" -> callBlock(name.line());
            case "filter" -> filterBlock();
            case "with" -> with();
            case "generation" -> {
                end();
                yield new Statement.Generation(functionBody("endgeneration"));
            }
            case "break" -> leave(name, new Statement.Break());
            case "continue" -> leave(name, new Statement.Continue());
            default ->
                    throw new TemplateException(
                            "the statement '" + name.text() + "' is not supported", name.line());
        };
    }

    private Statement leave(Token name, Statement statement) {
        if (loops == 0) {
            throw new TemplateException(
                    "the statement '" + name.text() + "' stands outside a loop", name.line());
        }
        end();
        return statement;
    }

    private Statement branch() {
        Expression test = expressions.tuple(false);
        end();
        List<Statement> then = body(Set.of("elif", "else", "endif"));
        String next = tokens.take().text();
        if (next.equals("elif")) {
            return new Statement.If(test, then, List.of(branch()));
        }
        end();
        List<Statement> otherwise = next.equals("else") ? block("endif") : List.of();
        return new Statement.If(test, then, otherwise);
    }

    private Statement loop(int line) {
        Target target = targets(false);
        tokens.expectName("in");
        Expression items = expressions.tuple(false);
        @Nullable Expression filter = tokens.skipName("if") ? expressions.expression() : null;
        if (tokens.peek().isName("recursive")) {
            throw new TemplateException("'recursive' loops are not supported", tokens.line());
        }
        end();
        loops++;
        List<Statement> body = body(Set.of("endfor", "else"));
        loops--;
        boolean hasElse = tokens.take().text().equals("else");
        end();
        List<Statement> otherwise = hasElse ? block("endfor") : List.of();
        return new Statement.For(target, items, filter, body, otherwise, line);
    }

    private Statement assignment(int line) {
        Target target = targets(true);
        if (tokens.skipOperator("=")) {
            Expression value = expressions.tuple(true);
            end();
            return new Statement.SetValue(target, value, line);
        }
        Expression.@Nullable Filter filter = tokens.skipOperator("|") ? expressions.filter() : null;
        end();
        return new Statement.SetBlock(target, filter, functionBody("endset"), line);
    }

    private Target targets(boolean withMember) {
        boolean bracketed = tokens.skipOperator("(");
        Target first = target(withMember);
        if (!tokens.peek().isOperator(",")) {
            if (bracketed) {
                tokens.expectOperator(")");
            }
            return first;
        }
        List<Target> several = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",")) {
            if (!tokens.peek().is(Kind.NAME) && !tokens.peek().isOperator("(")
                    || tokens.peek().isName("in")) {
                break;
            }
            several.add(tokens.peek().isOperator("(") ? targets(withMember) : target(withMember));
        }
        if (bracketed) {
            tokens.expectOperator(")");
        }
        return new Target.Several(several);
    }

    private Target target(boolean withMember) {
        String name = assignable(tokens.expect(Kind.NAME));
        if (withMember && tokens.skipOperator(".")) {
            return new Target.Member(name, tokens.expect(Kind.NAME).text());
        }
        return new Target.Variable(name);
    }

    private static String assignable(Token name) {
        if (Set.of("true", "false", "none", "True", "False", "None").contains(name.text())) {
            throw new TemplateException("cannot assign to '" + name.text() + "'", name.line());
        }
        return name.text();
    }

    private Statement macro(int line) {
        String name = tokens.expect(Kind.NAME).text();
        Signature signature = new Signature(name, parameters());
        end();
        return new Statement.MacroDefinition(signature, functionBody("endmacro"), line);
    }

    private Statement callBlock(int line) {
        List<Parameter> parameters = tokens.peek().isOperator("(") ? parameters() : List.of();
        if (!(expressions.expression() instanceof Expression.Call callee)) {
            throw new TemplateException("expected a call after 'call'", line);
        }
        end();
        Signature signature = new Signature("caller", parameters);
        return new Statement.CallBlock(signature, callee, functionBody("endcall"), line);
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        tokens.expectOperator("(");
        while (!tokens.skipOperator(")")) {
            Token name = tokens.expect(Kind.NAME);
            @Nullable Expression fallback =
                    tokens.skipOperator("=") ? expressions.expression() : null;
            if (fallback == null
                    && !parameters.isEmpty()
                    && parameters.getLast().fallback() != null) {
                throw new TemplateException(
                        "a parameter without default follows one with default", name.line());
            }
            parameters.add(new Parameter(assignable(name), fallback));
            if (!tokens.peek().isOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        return List.copyOf(parameters);
    }

    private Statement filterBlock() {
        Expression.Filter filter = expressions.filter();
        end();
        return new Statement.FilterBlock(filter, functionBody("endfilter"));
    }

    private Statement with() {
        List<Keyword> values = new ArrayList<>();
        while (!tokens.peek().is(Kind.BLOCK_END)) {
            String name = assignable(tokens.expect(Kind.NAME));
            tokens.expectOperator("=");
            values.add(new Keyword(name, expressions.expression()));
            if (!tokens.peek().is(Kind.BLOCK_END)) {
                tokens.expectOperator(",");
            }
        }
        end();
        return new Statement.With(values, block("endwith"));
    }

    private List<Statement> block(String name) {
        List<Statement> body = body(Set.of(name));
        tokens.take();
        end();
        return body;
    }

    /** A body that runs apart from its surroundings: a loop around it cannot be left from it. */
    private List<Statement> functionBody(String name) {
        int outer = loops;
        loops = 0;
        List<Statement> body = block(name);
        loops = outer;
        return body;
    }

    private void end() {
        tokens.expect(Kind.BLOCK_END);
    }
}
