package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Expression.CallArguments;
import dev.aoi.grpo.text.template.Expression.Keyword;
import dev.aoi.grpo.text.template.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reads what stands in the brackets of a call, brackets included. */
final class CallArgumentsParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final List<Expression> positional = new ArrayList<>();
    private final List<Keyword> keywords = new ArrayList<>();
    private @Nullable Expression more;
    private @Nullable Expression moreKeywords;

    CallArgumentsParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    CallArguments parse() {
        tokens.expectOperator("(");
        while (!tokens.skipOperator(")")) {
            argument();
            if (!tokens.peek().isOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        return new CallArguments(
                List.copyOf(positional), List.copyOf(keywords), more, moreKeywords);
    }

    private void argument() {
        int line = tokens.line();
        if (tokens.skipOperator("**")) {
            moreKeywords = expressions.expression();
        } else if (tokens.skipOperator("*")) {
            more = expressions.expression();
        } else if (tokens.peek().is(Kind.NAME) && tokens.peekAfter().isOperator("=")) {
            String name = tokens.take().text();
            tokens.take();
            keywords.add(new Keyword(name, expressions.expression()));
        } else if (keywords.isEmpty() && more == null && moreKeywords == null) {
            positional.add(expressions.expression());
        } else {
            throw new TemplateException("a positional argument follows a named one", line);
        }
    }
}
