package dev.aoi.kube.execution;

import dev.aoi.kube.api.Table;
import dev.aoi.kube.command.Get;
import dev.aoi.kube.command.NamespaceChoice;
import dev.aoi.kube.command.OutputFormat;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.print.TabWriter;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints one type's server-side table with the columns that the command wants. */
final class TablePrinter {

    private final Get get;
    private final boolean namespaceColumn;
    private final String namePrefix;

    TablePrinter(Get get, ResourceType type, boolean severalTypes) {
        this.get = get;
        this.namespaceColumn = get.namespace() instanceof NamespaceChoice.All && type.namespaced();
        this.namePrefix = severalTypes ? type.qualifiedSingular() + "/" : "";
    }

    String print(Table table) {
        int[] shown =
                IntStream.range(0, table.columns().size())
                        .filter(i -> shows(table.columns().get(i)))
                        .toArray();
        StringBuilder text = new StringBuilder();
        if (!get.noHeaders()) {
            line(text, header(table, shown));
        }
        table.rows().forEach(row -> line(text, cells(table, shown, row)));
        return TabWriter.table(text.toString());
    }

    private boolean shows(JsonNode column) {
        return get.output() == OutputFormat.WIDE || column.path("priority").asInt(0) == 0;
    }

    private List<String> header(Table table, int[] shown) {
        List<String> cells = new ArrayList<>();
        if (namespaceColumn) {
            cells.add("NAMESPACE");
        }
        for (int i : shown) {
            String name = table.columns().get(i).path("name").asString("");
            cells.add(name.toUpperCase(Locale.ROOT));
        }
        if (get.showLabels()) {
            cells.add("LABELS");
        }
        return cells;
    }

    private List<String> cells(Table table, int[] shown, JsonNode row) {
        List<String> cells = new ArrayList<>();
        JsonNode metadata = row.path("object").path("metadata");
        if (namespaceColumn) {
            cells.add(metadata.path("namespace").asString(""));
        }
        for (int i : shown) {
            boolean name = table.columns().get(i).path("format").asString("").equals("name");
            String cell = oneLine(row.path("cells").path(i));
            cells.add(name ? namePrefix + cell : cell);
        }
        if (get.showLabels()) {
            cells.add(labels(metadata.path("labels")));
        }
        return cells;
    }

    private static String oneLine(JsonNode cell) {
        String text = cell.isString() ? cell.stringValue() : cell.isNull() ? "" : cell.toString();
        int end =
                IntStream.range(0, text.length())
                        .filter(i -> "\f\n\r".indexOf(text.charAt(i)) >= 0)
                        .findFirst()
                        .orElse(-1);
        String line = end < 0 ? text : text.substring(0, end) + "...";
        return line.replace('\t', ' ');
    }

    private static String labels(JsonNode labels) {
        return labels.isEmpty()
                ? "<none>"
                : labels.propertyStream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> e.getKey() + "=" + e.getValue().asString(""))
                        .collect(Collectors.joining(","));
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(String.join("\t", cells)).append('\n');
    }
}
