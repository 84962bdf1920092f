package dev.aoi.cluster.kind;

import dev.aoi.cluster.schema.ApiResource;
import dev.aoi.cluster.schema.ApiResources;
import dev.aoi.cluster.schema.Schema;
import dev.aoi.cluster.schema.Schemas;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One row of the table of resource kinds. Storage, discovery, watch, sub-resources, printing,
 * defaults and validation are all driven by it; there is no handler per kind.
 *
 * <p>Kinds are compared by identity: the only instances are those of {@link ResourceKinds}.
 */
public final class ResourceKind {
    private final String group;
    private final String version;
    private final String kind;
    private final String plural;
    private final String singular;
    private final List<String> shortNames;
    private final boolean namespaced;
    private final boolean tracksGeneration;
    private final Set<String> subresources;
    private final List<Column> columns;
    private final Defaults defaults;
    private final Validation validation;
    private final List<String> categories;
    private final boolean returnsDeleted;
    private final String deprecation;
    private final List<String> selectableFields;
    private final SortedSet<String> verbs;
    private final SortedMap<String, ApiResource.Sub> subresourceInfo;
    private final Schema schema;
    private final JsonNode openApi;
    private final Optional<ResourceKind> storage;
    private final Conversion conversion;

    ResourceKind(ResourceKindBuilder row) {
        this.group = row.group;
        this.version = row.version;
        this.kind = row.kind;
        this.plural = row.plural;
        this.singular = row.kind.toLowerCase(Locale.ROOT);
        this.shortNames = List.copyOf(row.shortNames);
        this.namespaced = row.namespaced;
        this.tracksGeneration = row.tracksGeneration;
        ApiResource api =
                ApiResources.find(row.group, row.version, row.plural).orElseGet(() -> custom(row));
        this.verbs = api.verbs();
        this.subresourceInfo = api.subresources();
        this.subresources = Set.copyOf(subresourceInfo.keySet());
        this.schema =
                row.schema.orElseGet(
                        () -> Schemas.kind(row.group, row.version, row.kind).orElse(Schema.ANY));
        this.openApi = row.openApi;
        this.columns = List.copyOf(row.columns);
        this.defaults = row.defaults;
        this.validation = Validations.named(row.nameForm, row.validation);
        this.categories = row.categories;
        this.returnsDeleted = row.returnsDeleted;
        this.deprecation = row.deprecation;
        this.selectableFields = row.selectableFields;
        this.storage = row.storage;
        this.conversion = row.conversion;
    }

    private static ApiResource custom(ResourceKindBuilder row) {
        TreeMap<String, ApiResource.Sub> subresources = new TreeMap<>();
        for (String name : row.subresources) {
            boolean scale = name.equals("scale");
            subresources.put(
                    name,
                    new ApiResource.Sub(
                            scale ? "autoscaling" : row.group,
                            scale ? "v1" : row.version,
                            scale ? "Scale" : row.kind,
                            new TreeSet<>(List.of("get", "patch", "update"))));
        }
        return new ApiResource(
                row.group,
                row.version,
                row.plural,
                row.kind,
                row.namespaced,
                new TreeSet<>(
                        List.of(
                                "create",
                                "delete",
                                "deletecollection",
                                "get",
                                "list",
                                "patch",
                                "update",
                                "watch")),
                subresources);
    }

    /** API group; empty for the core group. */
    public String group() {
        return group;
    }

    /** Version within the group, e.g. {@code v1}. */
    public String version() {
        return version;
    }

    /** Kind as written in objects, e.g. {@code Deployment}. */
    public String kind() {
        return kind;
    }

    /** Name in paths, e.g. {@code deployments}. */
    public String plural() {
        return plural;
    }

    /** Lower-case singular, e.g. {@code deployment}. */
    public String singular() {
        return singular;
    }

    /** Short names of kubectl, e.g. {@code deploy}. */
    public List<String> shortNames() {
        return shortNames;
    }

    /** Whether objects of this kind live in a namespace. */
    public boolean namespaced() {
        return namespaced;
    }

    /** Whether {@code metadata.generation} counts changes of what is asked for. */
    public boolean tracksGeneration() {
        return tracksGeneration;
    }

    /** Sub-resources that this kind offers, e.g. {@code status}, {@code scale}, {@code log}. */
    public Set<String> subresources() {
        return subresources;
    }

    /** What may be asked of it, in the order of discovery. */
    public SortedSet<String> verbs() {
        return verbs;
    }

    /** Its sub-resources with what they take and give, by name. */
    public SortedMap<String, ApiResource.Sub> subresourceInfo() {
        return subresourceInfo;
    }

    /** The kind that its objects are stored as: itself, but for other versions of a kind. */
    public ResourceKind stored() {
        return storage.orElse(this);
    }

    /** Between the form that is stored and this one. */
    public Conversion conversion() {
        return conversion;
    }

    /** The type of its objects. */
    public Schema schema() {
        return schema;
    }

    /** The OpenAPI schema of a custom kind; missing for built-in ones. */
    public JsonNode openApi() {
        return openApi;
    }

    /** Table columns, in order. */
    public List<Column> columns() {
        return columns;
    }

    /** What the server fills in when a client leaves it out. */
    public Defaults defaults() {
        return defaults;
    }

    /** What the server refuses. */
    public Validation validation() {
        return validation;
    }

    /** Groups of kinds that kubectl knows by one word, e.g. {@code all}. */
    public List<String> categories() {
        return categories;
    }

    /** Fields, besides name and namespace, that field selectors may name. */
    public List<String> selectableFields() {
        return selectableFields;
    }

    /** Warning that accompanies answers about a deprecated kind; empty for all others. */
    public String deprecation() {
        return deprecation;
    }

    /** Whether a delete is answered with the object rather than with a Status. */
    public boolean returnsDeleted() {
        return returnsDeleted;
    }

    /** {@code v1} or {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code pods} or {@code deployments.apps}: the form of error messages. */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** Whether {@code /status} is a sub-resource, so that plain updates leave the status alone. */
    public boolean hasStatus() {
        return subresources.contains("status");
    }

    @Override
    public String toString() {
        return qualifiedPlural();
    }
}
