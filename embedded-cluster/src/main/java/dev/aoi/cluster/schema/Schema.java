package dev.aoi.cluster.schema;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type of a value in an object, with the rules by which it is decoded, merged and owned. Facts
 * of the real server's OpenAPI documents, or of a CustomResourceDefinition.
 */
public final class Schema {
    /** How a value is written. */
    public enum Form {
        /** An object with known fields. */
        STRUCT,
        /** An object with any keys and values of one type. */
        MAP,
        LIST,
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        INT_OR_STRING,
        QUANTITY,
        TIME,
        /** Base64. */
        BYTES,
        /** Anything: raw extensions, JSON schemas' examples. */
        ANY
    }

    /** Anything at all. */
    public static final Schema ANY = new Schema(Form.ANY, "", "");

    private final Form form;
    private final String format;
    private final String typeName;
    private Map<String, Schema> fields = Map.of();
    private Schema element = this;
    private String listType = "";
    private List<String> keys = List.of();
    private boolean atomicMap;
    private boolean open;
    private boolean required;
    private String patchStrategy = "";
    private String mergeKey = "";
    private Optional<JsonNode> defaultValue = Optional.empty();

    Schema(Form form, String format, String typeName) {
        this.form = form;
        this.format = format;
        this.typeName = typeName;
    }

    /** A view of this type as the field {@code property}, which may add rules of its own. */
    Schema as(JsonNode property) {
        Schema view = new Schema(form, format, typeName);
        view.fields = fields;
        view.element = element == this ? view : element;
        view.open = open;
        view.read(this, property);
        return view;
    }

    /** Takes the merge rules from a schema node, or from {@code base} where it has none. */
    void read(Schema base, JsonNode node) {
        listType = node.path("x-kubernetes-list-type").asString(base.listType);
        keys =
                node.has("x-kubernetes-list-map-keys")
                        ? node.path("x-kubernetes-list-map-keys")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList()
                        : base.keys;
        atomicMap =
                node.has("x-kubernetes-map-type")
                        ? node.path("x-kubernetes-map-type").asString("").equals("atomic")
                        : base.atomicMap;
        patchStrategy = node.path("x-kubernetes-patch-strategy").asString(base.patchStrategy);
        mergeKey = node.path("x-kubernetes-patch-merge-key").asString(base.mergeKey);
        open = node.path("x-kubernetes-preserve-unknown-fields").asBoolean(base.open);
        defaultValue = node.has("default") ? Optional.of(node.path("default")) : base.defaultValue;
    }

    /** The fields are filled once all are known: types may contain themselves. */
    Map<String, Schema> fillable() {
        Map<String, Schema> filled = new LinkedHashMap<>();
        this.fields = filled;
        return filled;
    }

    void element(Schema of) {
        this.element = of;
    }

    void require() {
        this.required = true;
    }

    /** Whether an object without this field is not complete. */
    public boolean required() {
        return required;
    }

    /** How the value is written. */
    public Form form() {
        return form;
    }

    /** {@code int32}, {@code int64}, {@code double}, {@code date-time}; empty when it has none. */
    public String format() {
        return format;
    }

    /** Full name of the type, e.g. {@code io.k8s.api.core.v1.Pod}; empty for nameless ones. */
    public String typeName() {
        return typeName;
    }

    /** The type's name without its package: that of the Go struct. */
    public String structName() {
        return typeName.substring(typeName.lastIndexOf('.') + 1);
    }

    /** Fields of a {@link Form#STRUCT}. */
    public Map<String, Schema> fields() {
        return fields;
    }

    /** The type of a field; {@link #ANY} when it is not known. */
    public Schema field(String name) {
        return switch (form) {
            case STRUCT -> fields.getOrDefault(name, ANY);
            case MAP -> element;
            default -> ANY;
        };
    }

    /** Type of the entries of a list or a map. */
    public Schema element() {
        return form == Form.LIST || form == Form.MAP ? element : ANY;
    }

    /** Whether fields that are not known are kept. */
    public boolean open() {
        return open || form == Form.ANY;
    }

    /** Whether a list is owned entry by entry, its entries told apart by {@link #keys}. */
    public boolean keyedList() {
        return form == Form.LIST && listType.equals("map");
    }

    /** Whether a list of scalars is owned value by value. */
    public boolean setList() {
        return form == Form.LIST && listType.equals("set");
    }

    /** Whether the value is owned as a whole. */
    public boolean atomic() {
        return switch (form) {
            case STRUCT, MAP -> atomicMap;
            case LIST -> !keyedList() && !setList();
            default -> true;
        };
    }

    /** Fields that tell the entries of a keyed list apart. */
    public List<String> keys() {
        return keys;
    }

    /** Field by which a strategic merge patch matches the entries of a list; empty for none. */
    public String mergeKey() {
        return mergeKey;
    }

    /** Whether a strategic merge patch merges the list instead of replacing it. */
    public boolean merges() {
        return patchStrategy.contains("merge");
    }

    /** What stands for the value when it is left out. */
    public Optional<JsonNode> defaultValue() {
        return defaultValue;
    }

    /** The type as Go's decoder names it in its errors. */
    public String goName() {
        return switch (form) {
            case STRUCT -> {
                String[] parts = typeName.split("\\.");
                yield parts.length < 2
                        ? "map[string]interface {}"
                        : parts[parts.length - 2] + "." + parts[parts.length - 1];
            }
            case MAP -> "map[string]" + element.goName();
            case LIST -> "[]" + element.goName();
            case INTEGER -> format.isEmpty() ? "int64" : format;
            case NUMBER -> "float64";
            case BOOLEAN -> "bool";
            case BYTES -> "[]uint8";
            case STRING, QUANTITY, TIME, INT_OR_STRING -> "string";
            case ANY -> "interface {}";
        };
    }
}
