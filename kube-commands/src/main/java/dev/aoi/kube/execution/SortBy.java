package dev.aoi.kube.execution;

import dev.aoi.kube.api.Table;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Sorts by a field, {@code --sort-by}: numbers by value, all else by text, missing fields first.
 */
final class SortBy {

    private SortBy() {}

    static Table rows(Table table, String path) {
        return new Table(table.columns(), sorted(table.rows(), path, row -> row.path("object")));
    }

    static List<GetRun.Typed> objects(List<GetRun.Typed> objects, String path) {
        return sorted(objects, path, GetRun.Typed::object);
    }

    private static <T> List<T> sorted(List<T> all, String path, Function<T, JsonNode> object) {
        return path.isEmpty()
                ? all
                : all.stream()
                        .sorted(Comparator.comparing(t -> at(object.apply(t), path), SortBy::order))
                        .toList();
    }

    private static JsonNode at(JsonNode object, String path) {
        JsonNode node = object;
        for (String step : path.substring(1).split("[.\\[]")) {
            node =
                    step.endsWith("]")
                            ? node.path(Integer.parseInt(step.substring(0, step.length() - 1)))
                            : node.path(step);
        }
        return node.isContainer() ? MissingNode.getInstance() : node;
    }

    private static int order(JsonNode a, JsonNode b) {
        if (a.isMissingNode() || b.isMissingNode() || a.isNull() || b.isNull()) {
            return Boolean.compare(present(a), present(b));
        }
        if (a.isNumber() && b.isNumber()) {
            BigDecimal left = a.decimalValue();
            return left.compareTo(b.decimalValue());
        }
        return a.asString("").compareTo(b.asString(""));
    }

    private static boolean present(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
