package dev.aoi.kube.write;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.util.Arrays;
import java.util.List;

/** JSON pointers (RFC 6901). */
final class Pointer {

    private Pointer() {}

    /** The pointer of a member or element below another. */
    static String child(String parent, String key) {
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** The steps of a pointer, unescaped. */
    static List<String> steps(String pointer) {
        if (pointer.isEmpty()) {
            return List.of();
        }
        if (!pointer.startsWith("/")) {
            throw new PatchFailure("'" + pointer + "' is not a JSON pointer: it starts with '/'");
        }
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(s -> s.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** What a pointer points to; a missing node when there is nothing. */
    static JsonNode at(JsonNode root, String pointer) {
        JsonNode node = root;
        for (String step : steps(pointer)) {
            node = node.isArray() ? element(node, step) : node.path(step);
        }
        return node;
    }

    private static JsonNode element(JsonNode list, String step) {
        return step.matches("0|[1-9][0-9]{0,8}")
                ? list.path(Integer.parseInt(step))
                : MissingNode.getInstance();
    }
}
