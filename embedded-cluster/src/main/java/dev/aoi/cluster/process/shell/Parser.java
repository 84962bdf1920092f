package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.shell.Lexer.Token;
import dev.aoi.cluster.process.shell.Node.Redirect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recursive descent over the grammar of the POSIX shell. */
final class Parser {
    private static final Set<String> ENDING =
            Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");

    private final List<Token> tokens;
    private int at;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Parses a script.
     *
     * @throws SyntaxError when it is none
     */
    static Node parse(String script) {
        Parser parser = new Parser(Lexer.tokens(script));
        Node node = parser.list();
        if (parser.at < parser.tokens.size()) {
            throw parser.unexpected();
        }
        return node;
    }

    private SyntaxError unexpected() {
        if (at >= tokens.size()) {
            return new SyntaxError("syntax error: unexpected end of file");
        }
        Token token = tokens.get(at);
        String name = token.text().equals("\n") ? "newline" : "\"" + token.text() + "\"";
        return new SyntaxError("syntax error: unexpected " + name);
    }

    private boolean operator(String text) {
        return at < tokens.size()
                && tokens.get(at).operator()
                && tokens.get(at).text().equals(text);
    }

    private boolean word(String text) {
        return at < tokens.size()
                && !tokens.get(at).operator()
                && tokens.get(at).text().equals(text);
    }

    private boolean accept(String operator) {
        boolean there = operator(operator);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String word) {
        if (!word(word)) {
            throw unexpected();
        }
        at++;
    }

    private void newlines() {
        while (accept("\n")) {
            // Blank lines mean nothing.
        }
    }

    private boolean atEnd() {
        return at >= tokens.size()
                || operator(")")
                || operator(";;")
                || !tokens.get(at).operator() && ENDING.contains(tokens.get(at).text());
    }

    private Node list() {
        List<Node> commands = new ArrayList<>();
        newlines();
        while (!atEnd()) {
            Node command = andOr();
            if (accept("&")) {
                command = new Node.Background(command);
                newlines();
            } else if (accept(";")) {
                newlines();
            } else if (operator("\n")) {
                newlines();
            } else if (!atEnd()) {
                throw unexpected();
            }
            commands.add(command);
        }
        return commands.size() == 1 ? commands.getFirst() : new Node.Sequence(commands);
    }

    private Node body() {
        int before = at;
        Node list = list();
        if (list instanceof Node.Sequence s && s.commands().isEmpty()) {
            at = Math.max(before, at);
            throw unexpected();
        }
        return list;
    }

    private Node andOr() {
        Node left = pipeline();
        while (operator("&&") || operator("||")) {
            boolean and = operator("&&");
            at++;
            newlines();
            left = new Node.AndOr(left, and, pipeline());
        }
        return left;
    }

    private Node pipeline() {
        boolean negated = word("!");
        at += negated ? 1 : 0;
        List<Node> stages = new ArrayList<>();
        stages.add(command());
        while (accept("|")) {
            newlines();
            stages.add(command());
        }
        return stages.size() == 1 && !negated
                ? stages.getFirst()
                : new Node.Pipeline(stages, negated);
    }

    private Node command() {
        if (at >= tokens.size()) {
            throw unexpected();
        }
        Node compound;
        if (accept("(")) {
            compound = new Node.Group(body(), true);
            if (!accept(")")) {
                throw unexpected();
            }
        } else if (word("{")) {
            at++;
            compound = new Node.Group(body(), false);
            expect("}");
        } else if (word("while") || word("until")) {
            boolean until = word("until");
            at++;
            Node condition = body();
            compound = new Node.While(condition, doGroup(), until);
        } else if (word("for")) {
            at++;
            compound = forLoop();
        } else if (word("if")) {
            at++;
            compound = ifClause();
        } else if (word("case")) {
            at++;
            compound = caseClause();
        } else {
            return simple();
        }
        List<Redirect> redirects = redirects();
        return redirects.isEmpty() ? compound : new Node.Redirected(compound, redirects);
    }

    private Node doGroup() {
        expect("do");
        Node body = body();
        expect("done");
        return body;
    }

    private Node forLoop() {
        String variable = next();
        Optional<List<String>> words = Optional.empty();
        newlines();
        if (word("in")) {
            at++;
            List<String> all = new ArrayList<>();
            while (at < tokens.size() && !tokens.get(at).operator()) {
                all.add(next());
            }
            words = Optional.of(all);
        }
        accept(";");
        newlines();
        return new Node.For(variable, words, doGroup());
    }

    private Node ifClause() {
        Node condition = body();
        expect("then");
        Node then = body();
        Optional<Node> otherwise = Optional.empty();
        if (word("elif")) {
            at++;
            return new Node.If(condition, then, Optional.of(ifClause()));
        }
        if (word("else")) {
            at++;
            otherwise = Optional.of(body());
        }
        expect("fi");
        return new Node.If(condition, then, otherwise);
    }

    private Node caseClause() {
        String subject = next();
        newlines();
        expect("in");
        newlines();
        List<Node.Case.Branch> branches = new ArrayList<>();
        while (!word("esac")) {
            accept("(");
            List<String> patterns = new ArrayList<>();
            patterns.add(next());
            while (accept("|")) {
                patterns.add(next());
            }
            if (!accept(")")) {
                throw unexpected();
            }
            branches.add(new Node.Case.Branch(patterns, list()));
            accept(";;");
            newlines();
        }
        expect("esac");
        return new Node.Case(subject, branches);
    }

    private String next() {
        if (at >= tokens.size() || tokens.get(at).operator()) {
            throw unexpected();
        }
        return tokens.get(at++).text();
    }

    private List<Redirect> redirects() {
        List<Redirect> list = new ArrayList<>();
        while (redirection()) {
            list.add(redirect());
        }
        return list;
    }

    private boolean redirection() {
        return at < tokens.size()
                && tokens.get(at).operator()
                && tokens.get(at).text().matches("\\d?(<<-?|>>|<&|>&|<|>)|&>");
    }

    private Redirect redirect() {
        String text = tokens.get(at++).text();
        boolean numbered = Character.isDigit(text.charAt(0));
        String operator = numbered ? text.substring(1) : text;
        int fd = numbered ? text.charAt(0) - '0' : operator.startsWith("<") ? 0 : 1;
        if (at >= tokens.size() || tokens.get(at).operator()) {
            throw unexpected();
        }
        Token target = tokens.get(at++);
        return new Redirect(
                fd, operator, operator.startsWith("<<") ? target.heredoc() : target.text());
    }

    private Node simple() {
        List<String> assignments = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<Redirect> redirects = new ArrayList<>();
        while (at < tokens.size()) {
            if (redirection()) {
                redirects.add(redirect());
            } else if (tokens.get(at).operator()) {
                boolean function =
                        operator("(")
                                && words.size() == 1
                                && assignments.isEmpty()
                                && at + 1 < tokens.size()
                                && tokens.get(at + 1).text().equals(")");
                if (!function) {
                    break;
                }
                at += 2;
                newlines();
                return new Node.Function(words.getFirst(), command());
            } else if (words.isEmpty() && tokens.get(at).text().matches("(?s)[A-Za-z_]\\w*=.*")) {
                assignments.add(next());
            } else {
                words.add(next());
            }
        }
        if (words.isEmpty() && assignments.isEmpty() && redirects.isEmpty()) {
            throw unexpected();
        }
        return new Node.Simple(assignments, words, redirects);
    }
}
