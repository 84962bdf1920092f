package dev.aoi.kube.policy;

import dev.aoi.kube.command.Patch;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which parts of an object a patch may touch: spec, data, labels and annotations. Identity (name,
 * uid, resourceVersion), ownership and status are not for patches; the precondition of a write is
 * added later and by us alone.
 */
final class PatchContent {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> OPEN =
            List.of("/spec", "/data", "/binaryData", "/metadata/labels", "/metadata/annotations");

    private PatchContent() {}

    static Optional<String> refusal(Patch patch) {
        return touched(JSON.readTree(patch.patchJson()))
                .filter(path -> OPEN.stream().noneMatch(o -> within(path, o)))
                .findFirst()
                .map(path -> "a patch may touch only " + OPEN + ", not '" + path + "'");
    }

    private static boolean within(String path, String open) {
        return path.equals(open) || path.startsWith(open + "/");
    }

    private static Stream<String> touched(JsonNode patch) {
        if (patch.isArray()) {
            return patch.valueStream()
                    .flatMap(op -> Stream.of(op.path("path"), op.path("from")))
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue);
        }
        return patch.propertyStream()
                .flatMap(
                        top ->
                                top.getKey().equals("metadata") && top.getValue().isObject()
                                        ? top.getValue()
                                                .propertyStream()
                                                .map(m -> "/metadata/" + m.getKey())
                                        : Stream.of("/" + top.getKey()));
    }
}
