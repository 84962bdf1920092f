package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.FieldError;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.schema.Schema;
import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What becomes of fields that a kind does not have: {@code fieldValidation} of a request refuses
 * them, warns of them, or ignores them; the default is to warn.
 */
final class FieldValidation {
    private final String mode;
    private final List<String> warnings = new ArrayList<>();
    private boolean created;

    private FieldValidation(String mode) {
        this.mode = mode;
    }

    /**
     * As the request asks.
     *
     * @throws ApiException 422 when it asks for something else
     */
    static FieldValidation of(ApiCall call) {
        String mode = call.query().first("fieldValidation");
        RequestOptions.check(call);
        return new FieldValidation(mode.isEmpty() ? "Warn" : mode);
    }

    /** Warns the client of more than unknown fields. */
    void warn(List<String> more) {
        warnings.addAll(more);
    }

    /** Whether an apply made the object. */
    boolean created() {
        return created;
    }

    void wasCreated() {
        created = true;
    }

    /** Texts to warn the client with. */
    List<String> warnings() {
        return warnings;
    }

    /**
     * Decodes a whole object in place.
     *
     * @throws ApiException 400 when a value has the wrong type, or strictly when a field is unknown
     */
    void object(ResourceKind kind, ObjectNode object, List<String> duplicates) {
        Decoder.Outcome outcome = Decoder.decode(kind.schema(), object);
        if (kind.openApi().isMissingNode()) {
            outcome.error().ifPresent(why -> refuse(kind, why));
        }
        List<String> all = new ArrayList<>(duplicates);
        all.addAll(outcome.unknown());
        if (judge(all)) {
            refuse(kind, strict(all));
        }
    }

    /**
     * Decodes a patched object in place.
     *
     * @param shown the patch as the server shows it
     * @param converted whether the patch was a strategic one
     * @throws ApiException 422 when a value has the wrong type, or strictly when a field is unknown
     */
    void patched(
            ResourceKind kind, Schema type, ObjectNode object, String shown, boolean converted) {
        Decoder.Outcome outcome = Decoder.decode(type, object);
        // Values of custom kinds are looked at by the schema of their definition.
        if (kind.openApi().isMissingNode()) {
            (converted ? outcome.conversion() : outcome.error())
                    .ifPresent(why -> refusePatch(shown, why));
        }
        if (judge(outcome.unknown())) {
            refusePatch(shown, strict(outcome.unknown()));
        }
    }

    /** Whether {@code problems} are refused; warns of them when that is asked for. */
    private boolean judge(List<String> problems) {
        if (mode.equals("Warn")) {
            warnings.addAll(problems);
        }
        return mode.equals("Strict") && !problems.isEmpty();
    }

    private static String strict(List<String> problems) {
        return "strict decoding error: " + String.join(", ", problems);
    }

    private static void refuse(ResourceKind kind, String why) {
        throw ApiException.badRequest(
                "%s in version \"%s\" cannot be handled as a %s: %s"
                        .formatted(kind.kind(), kind.version(), kind.kind(), why));
    }

    private static void refusePatch(String shown, String why) {
        throw ApiException.invalid(
                "", "", "", List.of(FieldError.invalid("patch", JsonText.quoted(shown), why)));
    }

    /** A value as Go's {@code %+v} prints it: {@code map[a:1 b:[x y]]}. */
    static String goText(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            return sorted.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + goText(entry.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        if (node.isArray()) {
            return node.valueStream()
                    .map(FieldValidation::goText)
                    .collect(Collectors.joining(" ", "[", "]"));
        }
        return node.isNull() ? "<nil>" : node.asString();
    }
}
