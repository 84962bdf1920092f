package dev.aoi.cluster.process.shell;

import java.util.List;
import java.util.Optional;

/** A parsed command (POSIX: "Shell Command Language"). Words are kept as they were written. */
sealed interface Node {
    /** A redirection; for a here-document the target is its text. */
    record Redirect(int fd, String operator, String target) {}

    record Simple(List<String> assignments, List<String> words, List<Redirect> redirects)
            implements Node {}

    record Pipeline(List<Node> stages, boolean negated) implements Node {}

    /** {@code left && right} or {@code left || right}. */
    record AndOr(Node left, boolean and, Node right) implements Node {}

    record Sequence(List<Node> commands) implements Node {}

    record Background(Node command) implements Node {}

    record While(Node condition, Node body, boolean until) implements Node {}

    /** Without words it goes through the arguments. */
    record For(String variable, Optional<List<String>> words, Node body) implements Node {}

    record If(Node condition, Node then, Optional<Node> otherwise) implements Node {}

    record Case(String word, List<Branch> branches) implements Node {
        record Branch(List<String> patterns, Node body) {}
    }

    record Function(String name, Node body) implements Node {}

    /** {@code ( ... )} or {@code { ...; }}. */
    record Group(Node body, boolean subshell) implements Node {}

    /** A compound command with redirections. */
    record Redirected(Node command, List<Redirect> redirects) implements Node {}
}
