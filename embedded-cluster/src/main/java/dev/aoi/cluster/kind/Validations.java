package dev.aoi.cluster.kind;

import dev.aoi.cluster.schema.Quantities;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What all kinds, and some of the simpler ones, refuse. */
final class Validations {
    private static final String IMMUTABLE = "field is immutable";

    private Validations() {}

    /** How an object of a kind may be named. */
    @FunctionalInterface
    interface NameForm {
        List<FieldError> check(String field, String name);
    }

    /** Checks the name first, then {@code rest}. */
    static Validation named(NameForm form, Validation rest) {
        return (object, old) -> {
            List<FieldError> errors = new ArrayList<>();
            String name = object.at("/metadata/name").asString("");
            if (name.isEmpty()) {
                errors.add(
                        FieldError.required("metadata.name", "name or generateName is required"));
            } else if (old == null) {
                errors.addAll(form.check("metadata.name", name));
            }
            errors.addAll(MetadataValidation.metadata("metadata", object.path("metadata")));
            errors.addAll(rest.check(object, old));
            return errors;
        };
    }

    static List<FieldError> configMap(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = keys(object);
        errors.addAll(frozen(object, old));
        return errors;
    }

    private static List<FieldError> frozen(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        if (old == null || !old.path("immutable").asBoolean(false)) {
            return errors;
        }
        if (!object.path("immutable").asBoolean(false)) {
            errors.add(
                    FieldError.forbidden(
                            "immutable", "field is immutable when `immutable` is set"));
        }
        if (!object.path("data").equals(old.path("data"))) {
            errors.add(FieldError.forbidden("data", "field is immutable when `immutable` is set"));
        }
        return errors;
    }

    /** Keys of config maps and secrets name files. */
    private static List<FieldError> keys(ObjectNode object) {
        List<FieldError> errors = new ArrayList<>();
        for (String field : List.of("data", "binaryData")) {
            for (Map.Entry<String, JsonNode> entry : object.path(field).properties()) {
                errors.addAll(Names.key(field + "[" + entry.getKey() + "]", entry.getKey()));
            }
        }
        return errors;
    }

    /** Keys that secrets of a type must have. */
    private static final Map<String, List<String>> KEYS =
            Map.of(
                    "kubernetes.io/tls", List.of("tls.crt", "tls.key"),
                    "kubernetes.io/ssh-auth", List.of("ssh-privatekey"),
                    "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"),
                    "kubernetes.io/dockercfg", List.of(".dockercfg"));

    private static void typed(ObjectNode secret, List<FieldError> errors) {
        String type = secret.path("type").asString("");
        JsonNode data = secret.path("data");
        for (String key : KEYS.getOrDefault(type, List.of())) {
            if (!data.has(key)) {
                errors.add(FieldError.required("data[" + key + "]", ""));
            } else if (key.startsWith(".")) {
                configuration(key, data.path(key).asString(""), errors);
            }
        }
        if (type.equals("kubernetes.io/basic-auth")
                && !data.has("username")
                && !data.has("password")) {
            errors.add(FieldError.required("data[username]", ""));
            errors.add(FieldError.required("data[password]", ""));
        }
        String account = "kubernetes.io/service-account.name";
        if (type.equals("kubernetes.io/service-account-token")
                && secret.path("metadata").path("annotations").path(account).isMissingNode()) {
            errors.add(FieldError.required("metadata.annotations[" + account + "]", ""));
        }
    }

    private static void configuration(String key, String base64, List<FieldError> errors) {
        byte[] bytes = Base64.getMimeDecoder().decode(base64);
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{")) {
            String why =
                    text.isEmpty()
                            ? "unexpected end of JSON input"
                            : "invalid character '"
                                    + text.charAt(0)
                                    + "' looking for beginning of value";
            errors.add(
                    FieldError.invalid("data[" + key + "]", "\"<secret contents redacted>\"", why));
        }
    }

    static List<FieldError> binding(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode role = object.path("roleRef");
        boolean cluster = object.path("kind").asString("").equals("ClusterRoleBinding");
        ContainerValidation.oneOf(
                "roleRef.kind",
                role.path("kind"),
                cluster ? List.of("ClusterRole") : List.of("Role", "ClusterRole"),
                errors);
        if (role.path("name").asString("").isEmpty()) {
            errors.add(FieldError.required("roleRef.name", ""));
        }
        int index = 0;
        for (JsonNode subject : object.path("subjects")) {
            String field = "subjects[" + index++ + "]";
            if (subject.path("name").asString("").isEmpty()) {
                errors.add(FieldError.required(field + ".name", ""));
            }
            ContainerValidation.oneOf(
                    field + ".kind",
                    subject.path("kind"),
                    List.of("ServiceAccount", "User", "Group"),
                    errors);
        }
        if (old != null && !role.equals(old.path("roleRef"))) {
            errors.add(
                    FieldError.invalid(
                            "roleRef",
                            "{\"APIGroup\":%s,\"Kind\":%s,\"Name\":%s}"
                                    .formatted(
                                            role.path("apiGroup"),
                                            role.path("kind"),
                                            role.path("name")),
                            "cannot change roleRef"));
        }
        return errors;
    }

    static List<FieldError> secret(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = keys(object);
        typed(object, errors);
        if (old != null && !object.path("type").equals(old.path("type"))) {
            errors.add(unchanged("type", object.path("type")));
        }
        errors.addAll(frozen(object, old));
        return errors;
    }

    static List<FieldError> claim(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = object.path("spec");
        if (spec.path("accessModes").isEmpty()) {
            errors.add(
                    FieldError.required("spec.accessModes", "at least 1 access mode is required"));
        }
        for (JsonNode mode : spec.path("accessModes")) {
            ContainerValidation.oneOf(
                    "spec.accessModes",
                    mode,
                    List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"),
                    errors);
        }
        String size = spec.at("/resources/requests/storage").asString("");
        if (size.isEmpty()) {
            errors.add(FieldError.required("spec.resources[storage]", ""));
        } else if (Quantities.value(size).filter(value -> value.signum() <= 0).isPresent()) {
            errors.add(
                    FieldError.invalid(
                            "spec.resources[storage]",
                            Names.quoted(size),
                            "must be greater than zero"));
        }
        if (old != null && changed(object, old)) {
            errors.add(
                    FieldError.forbidden(
                            "spec",
                            "spec is immutable after creation except resources.requests and"
                                    + " volumeAttributesClassName for bound claims"));
        }
        return errors;
    }

    /** A class may be given to a claim that has none yet, a size only to one that is bound. */
    private static boolean changed(ObjectNode object, ObjectNode old) {
        ObjectNode now = settled(object.path("spec"));
        ObjectNode before = settled(old.path("spec"));
        if (!before.has("storageClassName")) {
            now.remove("storageClassName");
        }
        boolean bound = old.at("/status/phase").asString("").equals("Bound");
        return !now.equals(before)
                || !bound
                        && !object.at("/spec/resources/requests")
                                .equals(old.at("/spec/resources/requests"));
    }

    /** What of a claim must not change; the binder may still name the volume. */
    private static ObjectNode settled(JsonNode spec) {
        ObjectNode settled = ((ObjectNode) spec).deepCopy();
        settled.remove(List.of("resources", "volumeAttributesClassName", "volumeName"));
        return settled;
    }

    static FieldError unchanged(String field, JsonNode value) {
        return FieldError.invalid(
                field, value.isMissingNode() ? "null" : value.toString(), IMMUTABLE);
    }
}
