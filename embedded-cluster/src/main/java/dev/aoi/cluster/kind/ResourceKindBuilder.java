package dev.aoi.cluster.kind;

import dev.aoi.cluster.schema.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.util.List;
import java.util.Optional;

/** Writes one row of the table of {@link ResourceKinds}. */
final class ResourceKindBuilder {
    final String group;
    final String version;
    final String kind;
    final String plural;
    List<String> shortNames = List.of();
    boolean namespaced = true;
    boolean tracksGeneration;
    List<String> subresources = List.of();
    List<Column> columns = Columns.nameAndAge();
    Defaults defaults = Defaults.NONE;
    Validation validation = Validation.NONE;
    Validations.NameForm nameForm = Names::subdomain;
    List<String> categories = List.of();
    boolean returnsDeleted;
    String deprecation = "";
    List<String> selectableFields = List.of();
    Optional<Schema> schema = Optional.empty();
    JsonNode openApi = MissingNode.getInstance();
    Optional<ResourceKind> storage = Optional.empty();
    Conversion conversion = Conversion.NONE;

    private ResourceKindBuilder(String group, String version, String kind, String plural) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
    }

    static ResourceKindBuilder row(String group, String version, String kind, String plural) {
        return new ResourceKindBuilder(group, version, kind, plural);
    }

    ResourceKindBuilder shortNames(String... names) {
        this.shortNames = List.of(names);
        return this;
    }

    ResourceKindBuilder clusterScoped() {
        this.namespaced = false;
        return this;
    }

    ResourceKindBuilder generation() {
        this.tracksGeneration = true;
        return this;
    }

    ResourceKindBuilder named(Validations.NameForm form) {
        this.nameForm = form;
        return this;
    }

    /** Part of what {@code kubectl get all} shows. */
    ResourceKindBuilder all() {
        this.categories = List.of("all");
        return this;
    }

    /** Part of the category of kinds that extend the API. */
    ResourceKindBuilder extension() {
        this.categories = List.of("api-extensions");
        return this;
    }

    ResourceKindBuilder categories(String... names) {
        this.categories = List.of(names);
        return this;
    }

    /** A kind that is not built in, with its type and the OpenAPI of that. */
    ResourceKindBuilder custom(Schema type, JsonNode described) {
        this.schema = Optional.of(type);
        this.openApi = described;
        return this;
    }

    /** Another version of a kind, which is stored as that. */
    ResourceKindBuilder storedAs(ResourceKind kind, Conversion conversion) {
        this.storage = Optional.of(kind);
        this.conversion = conversion;
        this.columns = kind.columns();
        this.selectableFields = kind.selectableFields();
        return this;
    }

    ResourceKindBuilder selectable(String... fields) {
        this.selectableFields = List.of(fields);
        return this;
    }

    ResourceKindBuilder deprecated(String warning) {
        this.deprecation = warning;
        return this;
    }

    ResourceKindBuilder returnsDeleted() {
        this.returnsDeleted = true;
        return this;
    }

    ResourceKindBuilder subresources(String... names) {
        this.subresources = List.of(names);
        return this;
    }

    ResourceKindBuilder columns(List<Column> columns) {
        this.columns = columns;
        return this;
    }

    ResourceKindBuilder defaults(Defaults defaults) {
        this.defaults = defaults;
        return this;
    }

    ResourceKindBuilder validation(Validation validation) {
        this.validation = validation;
        return this;
    }

    ResourceKind build() {
        return new ResourceKind(this);
    }
}
