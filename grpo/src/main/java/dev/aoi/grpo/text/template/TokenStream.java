package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Token.Kind;

import java.util.List;

/** The tokens of a template, read one after the other. */
final class TokenStream {

    private final List<Token> tokens;
    private int next;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekAfter() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        if (!token.is(Kind.END)) {
            next++;
        }
        return token;
    }

    boolean skipOperator(String operator) {
        boolean hit = peek().isOperator(operator);
        if (hit) {
            next++;
        }
        return hit;
    }

    boolean skipName(String name) {
        boolean hit = peek().isName(name);
        if (hit) {
            next++;
        }
        return hit;
    }

    Token expect(Kind kind) {
        if (!peek().is(kind)) {
            throw unexpected(kind.title());
        }
        return take();
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw unexpected("'" + name + "'");
        }
    }

    int line() {
        return peek().line();
    }

    private TemplateException unexpected(String wanted) {
        return new TemplateException(
                "expected " + wanted + " but found " + peek().describe(), line());
    }
}
