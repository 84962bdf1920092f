package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Token.Kind;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts what stands within a block or variable tag, up to its end. */
final class ExpressionLexer {

    private static final Pattern FLOAT =
            Pattern.compile(
                    "(?<!\\.)(\\d+_)*\\d+"
                            + "((\\.(\\d+_)*\\d+)?[eE][+\\-]?(\\d+_)*\\d+|\\.(\\d+_)*\\d+)");
    private static final Pattern INTEGER =
            Pattern.compile(
                    "0[bB](_?[01])+|0[oO](_?[0-7])+|0[xX](_?[\\da-fA-F])+|[1-9](_?\\d)*|0(_?0)*");
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{M}\\p{Nd}\\p{Pc}]*");
    private static final Pattern STRING =
            Pattern.compile(
                    "'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"",
                    Pattern.DOTALL);
    private static final Pattern OPERATOR =
            Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}<>=.:|,;]");

    private final Lexer lexer;
    private final String source;
    private final String end;
    private final Deque<String> open = new ArrayDeque<>();

    ExpressionLexer(Lexer lexer, String end) {
        this.lexer = lexer;
        this.source = lexer.source();
        this.end = end;
    }

    void run(int begin) {
        int at = lexer.position();
        while (at < source.length()) {
            char c = source.charAt(at);
            if (open.isEmpty() && closes(at)) {
                return;
            }
            at = Strip.isSpace(c) ? at + 1 : token(at);
        }
        throw new TemplateException("a tag is not closed with " + end, lexer.lineAt(begin));
    }

    private boolean closes(int at) {
        char c = source.charAt(at);
        boolean block = end.equals("%}");
        boolean signed = c == '-' || (c == '+' && block);
        if (!source.startsWith(end, signed ? at + 1 : at)) {
            return false;
        }
        lexer.add(block ? Kind.BLOCK_END : Kind.VARIABLE_END, end, at);
        lexer.close(at + (signed ? 3 : 2), signed ? c : ' ', block);
        return true;
    }

    private int token(int at) {
        int after = match(FLOAT, Kind.FLOAT, at);
        after = after < 0 ? match(INTEGER, Kind.INTEGER, at) : after;
        after = after < 0 ? match(NAME, Kind.NAME, at) : after;
        after = after < 0 ? string(at) : after;
        after = after < 0 ? operator(at) : after;
        if (after < 0) {
            throw new TemplateException(
                    "unexpected character '" + Character.toString(source.codePointAt(at)) + "'",
                    lexer.lineAt(at));
        }
        return after;
    }

    private int match(Pattern pattern, Kind kind, int at) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return -1;
        }
        lexer.add(kind, matcher.group(), at);
        return matcher.end();
    }

    private int string(int at) {
        Matcher matcher = STRING.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            return -1;
        }
        String quoted = matcher.group();
        int line = lexer.lineAt(at);
        String value = Escapes.decode(quoted.substring(1, quoted.length() - 1), line);
        lexer.add(Kind.STRING, value, at);
        return matcher.end();
    }

    private int operator(int at) {
        Matcher matcher = OPERATOR.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            return -1;
        }
        String operator = matcher.group();
        switch (operator) {
            case "(" -> open.push(")");
            case "[" -> open.push("]");
            case "{" -> open.push("}");
            case ")", "]", "}" -> {
                if (open.isEmpty() || !open.pop().equals(operator)) {
                    throw new TemplateException("unexpected '" + operator + "'", lexer.lineAt(at));
                }
            }
            default -> {}
        }
        lexer.add(Kind.OPERATOR, operator, at);
        return matcher.end();
    }
}
