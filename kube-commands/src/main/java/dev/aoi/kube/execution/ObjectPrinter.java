package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.Get;
import dev.aoi.kube.command.OutputFormat;
import dev.aoi.kube.print.JsonText;
import dev.aoi.kube.print.Redaction;
import dev.aoi.kube.print.YamlText;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Prints whole objects: {@code -o yaml|json|name}. */
final class ObjectPrinter {

    private final Printout print;
    private final Get get;

    ObjectPrinter(Printout print, Get get) {
        this.print = print;
        this.get = get;
    }

    Printout print(List<GetRun.Typed> found) {
        if (get.output() == OutputFormat.NAME) {
            found.forEach(
                    t ->
                            print.out(
                                    t.type().qualifiedSingular()
                                            + "/"
                                            + t.object().path("metadata").path("name").asString("")
                                            + "\n"));
            return print;
        }
        boolean single = get.objects().size() == 1;
        if (print.failed() && found.isEmpty()) {
            return print;
        }
        List<ObjectNode> objects = found.stream().map(ObjectPrinter::complete).toList();
        JsonNode shown = Redaction.object(single ? objects.getFirst() : list(objects));
        return print.out(
                get.output() == OutputFormat.YAML ? YamlText.of(shown) : JsonText.of(shown));
    }

    /** Adds the type that list items leave out, and leaves out who manages which field. */
    private static ObjectNode complete(GetRun.Typed typed) {
        ObjectNode object = typed.object().deepCopy().asObject();
        object.put("apiVersion", typed.type().apiVersion());
        object.put("kind", typed.type().kind());
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        return object;
    }

    private static ObjectNode list(List<ObjectNode> objects) {
        ObjectNode list = ApiSession.JSON.createObjectNode();
        list.put("apiVersion", "v1").put("kind", "List");
        list.putObject("metadata").put("resourceVersion", "");
        ArrayNode items = list.putArray("items");
        items.addAll(objects);
        return list;
    }
}
