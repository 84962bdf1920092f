package dev.aoi.cluster.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Parses PromQL by precedence climbing. Positions in errors are line 1 and the column. */
final class PromParser {
    static final Set<String> AGGREGATES =
            Set.of(
                    "sum",
                    "avg",
                    "min",
                    "max",
                    "count",
                    "topk",
                    "bottomk",
                    "stddev",
                    "stdvar",
                    "group",
                    "quantile",
                    "count_values");
    private static final Set<String> PARAMETERS =
            Set.of("topk", "bottomk", "quantile", "count_values");
    private static final Map<String, Integer> PRECEDENCE =
            Map.ofEntries(
                    Map.entry("or", 1),
                    Map.entry("and", 2),
                    Map.entry("unless", 2),
                    Map.entry("==", 3),
                    Map.entry("!=", 3),
                    Map.entry(">", 3),
                    Map.entry("<", 3),
                    Map.entry(">=", 3),
                    Map.entry("<=", 3),
                    Map.entry("+", 4),
                    Map.entry("-", 4),
                    Map.entry("*", 5),
                    Map.entry("/", 5),
                    Map.entry("%", 5),
                    Map.entry("^", 6));
    private static final Pattern DURATION =
            Pattern.compile("(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?");

    private final String text;
    private int at;

    private PromParser(String text) {
        this.text = text;
    }

    /**
     * Parses an expression.
     *
     * @throws QueryError in Prometheus's words when it is none
     */
    static Expr parse(String text) {
        PromParser parser = new PromParser(text);
        parser.blank();
        if (parser.at >= text.length()) {
            throw QueryError.bad(
                    "invalid parameter \"query\": 1:1: parse error: no expression found in input");
        }
        Expr expr = parser.binary(1);
        parser.blank();
        if (parser.at < text.length()) {
            throw parser.unexpected("");
        }
        return expr;
    }

    private QueryError unexpected(String context) {
        blank();
        String in = context.isEmpty() ? "" : " in " + context;
        if (at >= text.length()) {
            return error("unexpected end of input" + in);
        }
        char c = text.charAt(at);
        String what;
        if (Character.isLetter(c) || c == '_') {
            int start = at;
            String word = name();
            at = start;
            what = "unexpected identifier \"" + word + "\"";
        } else if (Character.isDigit(c)) {
            int end = at;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            what = "unexpected number \"" + text.substring(at, end) + "\"";
        } else {
            what =
                    switch (c) {
                        case ')' -> "unexpected right parenthesis ')'";
                        case '(' -> "unexpected left parenthesis '('";
                        case '}' -> "unexpected \"}\"";
                        case '{' -> "unexpected \"{\"";
                        case ']' -> "unexpected \"]\"";
                        case ',' -> "unexpected \",\"";
                        default -> "unexpected character: '" + c + "'";
                    };
        }
        return error(what + in);
    }

    private QueryError error(String what) {
        return QueryError.bad(
                "invalid parameter \"query\": 1:" + (at + 1) + ": parse error: " + what);
    }

    private void blank() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private boolean accept(String token) {
        blank();
        if (!text.startsWith(token, at)) {
            return false;
        }
        if (Character.isLetter(token.charAt(0))) {
            int end = at + token.length();
            if (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                return false;
            }
        }
        at += token.length();
        return true;
    }

    private void expect(String token, String context) {
        if (!accept(token)) {
            throw unexpected(context);
        }
    }

    private Optional<String> operator() {
        blank();
        for (String candidate :
                List.of(
                        "==", "!=", ">=", "<=", "=~", ">", "<", "+", "-", "*", "/", "%", "^", "and",
                        "or", "unless")) {
            int before = at;
            if (PRECEDENCE.containsKey(candidate) && accept(candidate)) {
                at = before;
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private Expr binary(int least) {
        Expr left = unary();
        while (true) {
            Optional<String> found = operator();
            if (found.isEmpty() || PRECEDENCE.getOrDefault(found.get(), 0) < least) {
                return left;
            }
            String operator = found.get();
            int level = PRECEDENCE.getOrDefault(operator, 0);
            accept(operator);
            boolean bool = accept("bool");
            boolean on = false;
            List<String> matching = List.of();
            boolean given = false;
            if (accept("on")) {
                on = true;
                given = true;
                matching = labelList();
            } else if (accept("ignoring")) {
                given = true;
                matching = labelList();
            }
            String group = "";
            List<String> include = List.of();
            if (given && (accept("group_left") || accept("group_right"))) {
                group = text.substring(0, at).endsWith("group_left") ? "left" : "right";
                blank();
                include = at < text.length() && text.charAt(at) == '(' ? labelList() : List.of();
            }
            Expr right = binary(operator.equals("^") ? level : level + 1);
            left = new Expr.Binary(operator, left, right, bool, on, matching, group, include);
        }
    }

    private List<String> labelList() {
        expect("(", "grouping opts");
        List<String> labels = new ArrayList<>();
        blank();
        while (!accept(")")) {
            labels.add(name());
            if (!accept(",")) {
                expect(")", "grouping opts");
                break;
            }
        }
        return labels;
    }

    private Expr unary() {
        blank();
        if (accept("-")) {
            return new Expr.Negative(unary());
        }
        if (accept("+")) {
            return unary();
        }
        return postfix(primary());
    }

    private Expr postfix(Expr base) {
        Expr expr = base;
        while (true) {
            if (accept("[")) {
                long range = duration();
                if (accept(":")) {
                    blank();
                    long step = at < text.length() && text.charAt(at) == ']' ? 60_000 : duration();
                    expect("]", "subquery selector");
                    expr = new Expr.Subquery(expr, range, step, 0);
                } else {
                    expect("]", "range");
                    if (!(expr instanceof Expr.Selector s) || s.range() > 0) {
                        throw error("ranges only allowed for vector selectors");
                    }
                    expr = new Expr.Selector(s.matchers(), range, s.offset());
                }
            } else if (accept("offset")) {
                boolean negative = accept("-");
                long by = duration() * (negative ? -1 : 1);
                expr =
                        switch (expr) {
                            case Expr.Selector s -> new Expr.Selector(s.matchers(), s.range(), by);
                            case Expr.Subquery s ->
                                    new Expr.Subquery(s.of(), s.range(), s.step(), by);
                            default ->
                                    throw error(
                                            "offset modifier must be preceded by an instant vector"
                                                    + " selector or range vector selector or a"
                                                    + " subquery");
                        };
            } else {
                return expr;
            }
        }
    }

    private long duration() {
        blank();
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        String written = text.substring(start, at);
        Optional<Long> millis = duration(written);
        if (millis.isEmpty()) {
            at = start;
            if (written.isEmpty()) {
                throw error("missing unit character in duration");
            }
            throw error("bad number or duration syntax: \"" + written + "\"");
        }
        return millis.get();
    }

    /** Milliseconds of {@code 1h30m}, {@code 5m}, {@code 500ms}. */
    static Optional<Long> duration(String written) {
        java.util.regex.Matcher m = DURATION.matcher(written);
        if (written.isEmpty() || !m.matches()) {
            return Optional.empty();
        }
        long[] units = {
            365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
        };
        long all = 0;
        for (int i = 0; i < units.length; i++) {
            String part = m.group(i + 1);
            if (part != null) {
                all += Long.parseLong(part.replaceAll("\\D", "")) * units[i];
            }
        }
        return Optional.of(all);
    }

    private Expr primary() {
        blank();
        if (at >= text.length()) {
            throw unexpected("");
        }
        char c = text.charAt(at);
        if (c == '(') {
            at++;
            Expr inner = binary(1);
            expect(")", "paren expression");
            return inner;
        }
        if (c == '{') {
            return selector("");
        }
        if (c == '"' || c == '\'') {
            return new Expr.Text(string());
        }
        if (Character.isDigit(c) || c == '.') {
            return number();
        }
        if (!Character.isLetter(c) && c != '_' && c != ':') {
            throw unexpected("");
        }
        int start = at;
        String name = name();
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        if (lower.equals("inf")) {
            return new Expr.Number(Double.POSITIVE_INFINITY);
        }
        if (lower.equals("nan")) {
            return new Expr.Number(Double.NaN);
        }
        blank();
        boolean open = at < text.length() && text.charAt(at) == '(';
        if (AGGREGATES.contains(lower)
                && (open || text.startsWith("by", at) || text.startsWith("without", at))) {
            return aggregate(lower);
        }
        if (open) {
            return call(name, start);
        }
        return selector(name);
    }

    private Expr number() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || text.charAt(at) == '.'
                        || (text.charAt(at) == '-' || text.charAt(at) == '+')
                                && "eE".indexOf(text.charAt(at - 1)) >= 0)) {
            at++;
        }
        String written = text.substring(start, at);
        try {
            return new Expr.Number(
                    written.startsWith("0x")
                            ? Long.parseLong(written.substring(2), 16)
                            : Double.parseDouble(written));
        } catch (NumberFormatException e) {
            Optional<Long> millis = duration(written);
            if (millis.isPresent()) {
                return new Expr.Number(millis.get() / 1000.0);
            }
            at = start;
            throw error("bad number or duration syntax: \"" + written + "\"");
        }
    }

    private Expr aggregate(String operator) {
        boolean without = false;
        List<String> labels = List.of();
        if (accept("by")) {
            labels = labelList();
        } else if (accept("without")) {
            without = true;
            labels = labelList();
        }
        List<Expr> arguments = arguments();
        if (accept("by")) {
            labels = labelList();
        } else if (accept("without")) {
            without = true;
            labels = labelList();
        }
        int wanted = PARAMETERS.contains(operator) ? 2 : 1;
        if (arguments.size() != wanted) {
            throw error(
                    "wrong number of arguments for aggregate expression provided, expected "
                            + wanted
                            + ", got "
                            + arguments.size());
        }
        return new Expr.Aggregate(
                operator,
                wanted == 2 ? Optional.of(arguments.getFirst()) : Optional.empty(),
                arguments.getLast(),
                without,
                labels);
    }

    private List<Expr> arguments() {
        expect("(", "aggregation");
        List<Expr> arguments = new ArrayList<>();
        if (accept(")")) {
            return arguments;
        }
        do {
            arguments.add(binary(1));
        } while (accept(","));
        expect(")", "call");
        return arguments;
    }

    private Expr call(String name, int start) {
        List<Expr> arguments = arguments();
        if (!Functions.known(name)) {
            at = start;
            throw error("unknown function with name \"" + name + "\"");
        }
        if (Functions.needsRange(name)
                && arguments.stream()
                        .noneMatch(
                                a ->
                                        a instanceof Expr.Subquery
                                                || a instanceof Expr.Selector s && s.range() > 0)) {
            at = start + name.length() + 1;
            throw error(
                    "expected type range vector in call to function \""
                            + name
                            + "\", got instant vector");
        }
        return new Expr.Call(name, arguments);
    }

    private Expr selector(String name) {
        List<Matcher> matchers = new ArrayList<>();
        if (!name.isEmpty()) {
            matchers.add(Matcher.of(Labels.NAME, "=", name));
        }
        if (accept("{")) {
            while (!accept("}")) {
                blank();
                if (at >= text.length()) {
                    throw error("unexpected end of input inside braces");
                }
                String label = name();
                if (label.isEmpty()) {
                    throw unexpected("label matching, expected identifier or \"}\"");
                }
                String operator = "";
                for (String candidate : List.of("=~", "!~", "!=", "=")) {
                    if (operator.isEmpty() && accept(candidate)) {
                        operator = candidate;
                    }
                }
                blank();
                if (operator.isEmpty()) {
                    throw unexpected("label matching, expected label matching operator");
                }
                if (at >= text.length() || "\"'`".indexOf(text.charAt(at)) < 0) {
                    throw unexpected("label matching, expected string");
                }
                String value = string();
                try {
                    matchers.add(Matcher.of(label, operator, value));
                } catch (PatternSyntaxException e) {
                    throw error(
                            "error parsing regexp: " + e.getDescription() + ": `" + value + "`");
                }
                if (!accept(",")) {
                    expect("}", "label matching, expected \",\" or \"}\"");
                    break;
                }
            }
        }
        boolean all =
                matchers.stream()
                        .allMatch(
                                m ->
                                        m.operator().equals("=") && m.value().isEmpty()
                                                || m.accepts(""));
        if (all) {
            throw error("vector selector must contain at least one non-empty matcher");
        }
        return new Expr.Selector(List.copyOf(matchers), 0, 0);
    }

    private String string() {
        char quote = text.charAt(at++);
        StringBuilder out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && quote != '`' && at + 1 < text.length()) {
                char next = text.charAt(++at);
                out.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
            } else {
                out.append(text.charAt(at));
            }
            at++;
        }
        if (at >= text.length()) {
            throw error("unterminated quoted string");
        }
        at++;
        return out.toString();
    }

    private String name() {
        blank();
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || text.charAt(at) == '_'
                        || text.charAt(at) == ':')) {
            at++;
        }
        return text.substring(start, at);
    }
}
