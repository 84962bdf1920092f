package dev.aoi.cluster.telemetry;

import java.util.List;
import java.util.Optional;

/** A parsed PromQL expression (Prometheus: "Querying basics", "Operators", "Functions"). */
sealed interface Expr {
    record Number(double value) implements Expr {}

    record Text(String value) implements Expr {}

    /** A selector; {@code range} in milliseconds is 0 for an instant one. */
    record Selector(List<Matcher> matchers, long range, long offset) implements Expr {}

    record Call(String function, List<Expr> arguments) implements Expr {}

    record Aggregate(
            String operator,
            Optional<Expr> parameter,
            Expr of,
            boolean without,
            List<String> labels)
            implements Expr {}

    record Binary(
            String operator,
            Expr left,
            Expr right,
            boolean bool,
            boolean on,
            List<String> matching,
            String group,
            List<String> include)
            implements Expr {}

    record Negative(Expr of) implements Expr {}

    record Subquery(Expr of, long range, long step, long offset) implements Expr {}
}
