package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The body of a request as JSON text, whatever it was sent as: JSON, YAML, or Kubernetes' protobuf
 * envelope. Worlds see, journal and replay only the text.
 *
 * @param contentType media type of {@code text}; what it means (a patch, an apply) is kept
 * @param text the body
 */
public record RequestBody(String contentType, String text) {
    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final int MAX_ALIASES = 50;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_NODES = 200_000;

    /**
     * Reads a body.
     *
     * @param contentType the request's header; empty when there is none
     * @throws ApiException 400 when it is not what it says
     */
    public static RequestBody read(String contentType, byte[] body) {
        String type = MediaTypes.bare(contentType);
        if (body.length == 0) {
            return new RequestBody(type.equals(PROTOBUF) ? "application/json" : contentType, "");
        }
        return switch (type) {
            case PROTOBUF -> new RequestBody("application/json", ProtobufBody.json(body));
            case "application/yaml" -> new RequestBody("application/json", yaml(body, contentType));
            case APPLY -> new RequestBody(APPLY, yaml(body, contentType));
            default -> new RequestBody(contentType, new String(body, StandardCharsets.UTF_8));
        };
    }

    /** YAML as JSON; aliases that multiply and documents that nest too deep are refused. */
    private static String yaml(byte[] body, String contentType) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.stripLeading().startsWith("{") && GoJson.complaint(text).isEmpty()) {
            return text;
        }
        LoadSettings settings =
                LoadSettings.builder()
                        .setMaxAliasesForCollections(MAX_ALIASES)
                        .setAllowDuplicateKeys(true)
                        .setAllowRecursiveKeys(false)
                        .setCodePointLimit(3 * 1024 * 1024)
                        .build();
        try {
            return JsonText.text(node(new Load(settings).loadFromString(text), 0, new int[1]));
        } catch (YamlEngineException | IllegalArgumentException | StackOverflowError e) {
            throw ApiException.badRequest(
                    "error converting YAML to JSON: yaml: " + firstLine(e.getMessage()));
        }
    }

    /** Aliases are followed: what they multiply counts every time. */
    private static JsonNode node(@Nullable Object value, int depth, int[] count) {
        if (depth > MAX_DEPTH || ++count[0] > MAX_NODES) {
            throw new IllegalArgumentException("document contains excessive aliasing");
        }
        return switch (value) {
            case Map<?, ?> map -> {
                ObjectNode object = JsonText.object();
                map.forEach((key, v) -> object.set(String.valueOf(key), node(v, depth + 1, count)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                list.forEach(v -> array.add(node(v, depth + 1, count)));
                yield array;
            }
            case null, default -> JsonMapper.shared().valueToTree(value);
        };
    }

    private static String firstLine(String message) {
        String text = String.valueOf(message);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
