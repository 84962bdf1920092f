package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Token.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into text and tags, with Jinja's rules for white space under {@code trim_blocks}
 * and {@code lstrip_blocks}.
 *
 * <ol>
 *   <li>Line ends become \n; one at the very end is dropped.
 *   <li>Text up to a tag: {@code -} strips all white space before it; without a sign, a block or
 *       comment that begins its line loses the indentation before it; {@code +} keeps it.
 *   <li>After a tag: {@code -} strips all white space; a block or comment without a sign takes one
 *       following line end with it; {@code +} keeps it. A variable keeps what follows.
 * </ol>
 */
final class Lexer {

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private boolean lineStarting = true;
    private int countedTo;
    private int line = 1;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        if (source.endsWith("\n")) {
            source = source.substring(0, source.length() - 1);
        }
        return new Lexer(source).run();
    }

    private List<Token> run() {
        while (position < source.length()) {
            int begin = nextTag();
            if (begin < 0) {
                add(Kind.DATA, source.substring(position), position);
                break;
            }
            tag(begin);
        }
        add(Kind.END, "", source.length());
        return List.copyOf(tokens);
    }

    private int nextTag() {
        for (int i = source.indexOf('{', position); i >= 0; i = source.indexOf('{', i + 1)) {
            if (i + 1 < source.length() && "%{#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private void tag(int begin) {
        char kind = source.charAt(begin + 1);
        int at = begin + 2;
        char sign = at < source.length() ? source.charAt(at) : ' ';
        if (sign == '-' || sign == '+') {
            at++;
        }
        data(source.substring(position, begin), sign, kind);
        lineStarting = false;
        position = at;
        if (kind == '#') {
            comment(begin);
        } else if (kind == '%' && !raw(begin)) {
            add(Kind.BLOCK_BEGIN, "{%", begin);
            new ExpressionLexer(this, "%}").run(begin);
        } else if (kind == '{') {
            add(Kind.VARIABLE_BEGIN, "{{", begin);
            new ExpressionLexer(this, "}}").run(begin);
        }
    }

    private void data(String text, char sign, char kind) {
        String kept = text;
        if (sign == '-') {
            kept = Strip.right(text);
        } else if (sign != '+' && kind != '{') {
            int lineStart = text.lastIndexOf('\n') + 1;
            if ((lineStart > 0 || lineStarting) && Strip.isBlank(text.substring(lineStart))) {
                kept = text.substring(0, lineStart);
            }
        }
        if (!kept.isEmpty()) {
            add(Kind.DATA, kept, position);
        }
    }

    private void comment(int begin) {
        int end = source.indexOf("#}", position);
        if (end < 0) {
            throw new TemplateException("a comment is not closed with #}", lineAt(begin));
        }
        char sign = end > position ? source.charAt(end - 1) : ' ';
        close(end + 2, sign, true);
    }

    /** Reads {@code {% raw %} … {% endraw %}} if that is what stands here. */
    private boolean raw(int begin) {
        int at = afterName(position, "raw");
        if (at < 0) {
            return false;
        }
        boolean strip = source.startsWith("-%}", at);
        if (!strip && !source.startsWith("%}", at)) {
            return false;
        }
        at += strip ? 3 : 2;
        position = strip ? afterSpace(at) : at;
        for (int i = source.indexOf("{%", position); i >= 0; i = source.indexOf("{%", i + 1)) {
            char sign = i + 2 < source.length() ? source.charAt(i + 2) : ' ';
            int after = afterName(sign == '-' || sign == '+' ? i + 3 : i + 2, "endraw");
            if (after < 0) {
                continue;
            }
            char endSign = after < source.length() ? source.charAt(after) : ' ';
            int close = endSign == '-' || endSign == '+' ? after + 1 : after;
            if (source.startsWith("%}", close)) {
                data(source.substring(position, i), sign, '%');
                close(close + 2, endSign, true);
                return true;
            }
        }
        throw new TemplateException("a raw block is not closed with {% endraw %}", lineAt(begin));
    }

    private int afterName(int from, String name) {
        int at = afterSpace(from);
        return source.startsWith(name, at) ? afterSpace(at + name.length()) : -1;
    }

    private int afterSpace(int from) {
        int at = from;
        while (at < source.length() && Strip.isSpace(source.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Goes on after a tag's end, taking the white space that belongs to it. */
    void close(int end, char sign, boolean trims) {
        position = end;
        if (sign == '-') {
            position = afterSpace(end);
        } else if (sign != '+' && trims && source.startsWith("\n", end)) {
            position++;
        }
        lineStarting = position > end && source.charAt(position - 1) == '\n';
    }

    void add(Kind kind, String text, int at) {
        tokens.add(new Token(kind, text, lineAt(at)));
    }

    int lineAt(int at) {
        if (at < countedTo) {
            countedTo = 0;
            line = 1;
        }
        for (; countedTo < at; countedTo++) {
            if (source.charAt(countedTo) == '\n') {
                line++;
            }
        }
        return line;
    }

    String source() {
        return source;
    }

    int position() {
        return position;
    }
}
