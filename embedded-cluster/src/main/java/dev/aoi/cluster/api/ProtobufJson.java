package dev.aoi.cluster.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

import dev.aoi.cluster.schema.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Messages as the JSON that the same Go structs have.
 *
 * <p>Rules: a message field that the type does not know is embedded, its fields belong to the
 * parent; a message where the type wants a list is a wrapper around it; what Go would leave out is
 * left out. Go writes zero values of fields that are no pointers, so a zero is kept only where its
 * absence means something else.
 */
final class ProtobufJson {
    private static final Set<String> MEANINGFUL =
            Set.of(
                    "replicas",
                    "minReplicas",
                    "parallelism",
                    "completions",
                    "backoffLimit",
                    "terminationGracePeriodSeconds",
                    "gracePeriodSeconds",
                    "revisionHistoryLimit",
                    "ttlSecondsAfterFinished",
                    "partition",
                    "successfulJobsHistoryLimit",
                    "failedJobsHistoryLimit",
                    "stabilizationWindowSeconds",
                    "tolerationSeconds",
                    "runAsUser",
                    "runAsGroup",
                    "fsGroup",
                    "automountServiceAccountToken",
                    "enableServiceLinks",
                    "allowPrivilegeEscalation",
                    "optional",
                    "immutable",
                    "suspend",
                    "hostUsers",
                    "shareProcessNamespace",
                    "runAsNonRoot",
                    "readOnlyRootFilesystem",
                    "allocateLoadBalancerNodePorts",
                    "blockOwnerDeletion",
                    "orphanDependents");
    private static final Set<String> HOLLOW =
            Set.of(
                    "metadata",
                    "status",
                    "resources",
                    "strategy",
                    "updateStrategy",
                    "source",
                    "spec",
                    "template");
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Puts a message's fields into {@code target}. */
    void fields(Message message, Schema type, ObjectNode target) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            String name = field.getName();
            Schema schema = type.field(name);
            if (field.isMapField()) {
                map(message, field, schema, target);
            } else if (field.isRepeated()) {
                repeated(message, field, schema, target);
            } else if (message.hasField(field)) {
                boolean embedded =
                        field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                                && type.form() == Schema.Form.STRUCT
                                && !type.fields().containsKey(name);
                if (embedded) {
                    fields((Message) message.getField(field), type, target);
                } else {
                    JsonNode value = value(message.getField(field), field, schema);
                    if (!empty(name, value)) {
                        target.set(name, value);
                    }
                }
            }
        }
    }

    private void map(Message message, FieldDescriptor field, Schema schema, ObjectNode target) {
        if (message.getRepeatedFieldCount(field) == 0) {
            return;
        }
        ObjectNode map = target.putObject(field.getName());
        FieldDescriptor key = field.getMessageType().findFieldByName("key");
        FieldDescriptor value = field.getMessageType().findFieldByName("value");
        // Messages hold maps in no order that can be relied on.
        java.util.TreeMap<String, JsonNode> sorted = new java.util.TreeMap<>();
        for (Object entry : (List<?>) message.getField(field)) {
            Message pair = (Message) entry;
            sorted.put(
                    String.valueOf(pair.getField(key)),
                    value(pair.getField(value), value, schema.element()));
        }
        sorted.forEach(map::set);
    }

    private void repeated(
            Message message, FieldDescriptor field, Schema schema, ObjectNode target) {
        if (message.getRepeatedFieldCount(field) == 0) {
            return;
        }
        ArrayNode list = target.putArray(field.getName());
        for (Object entry : (List<?>) message.getField(field)) {
            list.add(value(entry, field, schema.element()));
        }
    }

    private JsonNode value(Object value, FieldDescriptor field, Schema schema) {
        return switch (value) {
            case String text -> StringNode.valueOf(text);
            case Integer number -> IntNode.valueOf(number);
            case Long number -> LongNode.valueOf(number);
            case Boolean flag -> BooleanNode.valueOf(flag);
            case Double number -> DoubleNode.valueOf(number);
            case Float number -> DoubleNode.valueOf(number);
            case ByteString bytes ->
                    StringNode.valueOf(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case Message message -> message(message, schema);
            default ->
                    throw new IllegalStateException(
                            "A field " + field.getFullName() + " of type " + value.getClass());
        };
    }

    private JsonNode message(Message message, Schema schema) {
        String type = message.getDescriptorForType().getName();
        return switch (type) {
            case "Quantity" -> StringNode.valueOf(text(message, "string"));
            case "IntOrString" ->
                    number(message, "type") == 0
                            ? IntNode.valueOf((int) number(message, "intVal"))
                            : StringNode.valueOf(text(message, "strVal"));
            case "Time", "MicroTime" -> time(message, type.equals("MicroTime"));
            case "RawExtension", "FieldsV1", "JSON" -> raw(message);
            default -> {
                List<FieldDescriptor> all = message.getDescriptorForType().getFields();
                if (schema.form() == Schema.Form.LIST && all.size() == 1) {
                    ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
                    repeated(message, all.getFirst(), schema, wrapped);
                    yield wrapped.path(all.getFirst().getName());
                }
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                fields(message, schema, object);
                yield object;
            }
        };
    }

    private static JsonNode time(Message message, boolean micros) {
        long seconds = number(message, "seconds");
        long nanos = number(message, "nanos");
        if (seconds == 0 && nanos == 0) {
            return MissingNode.getInstance();
        }
        Instant instant = Instant.ofEpochSecond(seconds, nanos);
        return StringNode.valueOf(
                micros
                        ? MICROS.format(instant)
                        : instant.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static JsonNode raw(Message message) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (message.getField(field) instanceof ByteString bytes && !bytes.isEmpty()) {
                return JsonText.read(bytes.toByteArray());
            }
        }
        return MissingNode.getInstance();
    }

    private static boolean empty(String name, JsonNode value) {
        if (value.isMissingNode()) {
            return true;
        }
        if (MEANINGFUL.contains(name)) {
            return false;
        }
        return switch (value.getNodeType()) {
            case STRING -> value.asString().isEmpty();
            case NUMBER -> value.asDouble() == 0;
            case BOOLEAN -> !value.asBoolean();
            case OBJECT -> value.isEmpty() && HOLLOW.contains(name);
            default -> false;
        };
    }

    private static String text(Message message, String field) {
        return String.valueOf(
                message.getField(message.getDescriptorForType().findFieldByName(field)));
    }

    private static long number(Message message, String field) {
        return ((Number) message.getField(message.getDescriptorForType().findFieldByName(field)))
                .longValue();
    }
}
