package dev.aoi.cluster.store;

import dev.aoi.cluster.fields.Writer;
import dev.aoi.cluster.kind.CustomKinds;
import dev.aoi.cluster.kind.FieldError;
import dev.aoi.cluster.kind.Kinds;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The objects of one world, with the rules of a Kubernetes registry.
 *
 * <p>What must hold: every accepted change takes the next resource version; a refused change leaves
 * no trace, not even in what is drawn later (uids and name suffixes are functions of seed and
 * resource version); stored objects are never changed in place, so whoever reads one may keep it,
 * and must copy it before changing it. Not thread-safe: the world's lock guards it.
 */
public final class ObjectStore {
    private static final ObjectNode NO_MODEL = JsonNodeFactory.instance.objectNode();

    private final Map<ResourceKind, TreeMap<String, ObjectNode>> objects = new IdentityHashMap<>();
    private final Kinds kinds = new Kinds();
    private final Indexes indexes = new Indexes();
    private final WatchHistory history = new WatchHistory();
    private final WireForms wire = new WireForms();
    private final Supplier<Instant> clock;
    private final Identities identities;
    private final Admission admission;
    private final StoreListener listener;
    private final Ownership ownership = new Ownership(this::timestamp);
    private long revision;

    /**
     * An empty store.
     *
     * @param seed decides all uids and name suffixes
     * @param clock virtual time, for time stamps
     * @param listener hears of every change
     */
    public ObjectStore(long seed, Supplier<Instant> clock, StoreListener listener) {
        this.clock = clock;
        this.identities = new Identities(seed);
        this.admission = new Admission(this, identities);
        this.listener = listener;
        ResourceKinds.all().forEach(kind -> objects.put(kind, new TreeMap<>()));
    }

    /** The kinds that this world serves. */
    public Kinds kinds() {
        return kinds;
    }

    /**
     * Runs {@code action} in the name of a client; all else is written in the name of the component
     * whose business it is.
     *
     * @param owned whether the objects written come with their owners, as server-side apply makes
     *     them
     */
    public <T> T by(Writer writer, boolean owned, Supplier<T> action) {
        return ownership.by(writer, owned, action);
    }

    /** The stored object; not to be changed. */
    public Optional<ObjectNode> get(ObjectKey key) {
        return Optional.ofNullable(table(key.kind()).get(path(key.namespace(), key.name())));
    }

    /**
     * All objects of a kind, ordered by namespace and name; not to be changed.
     *
     * @param namespace only this namespace; empty for all
     */
    public List<ObjectNode> list(ResourceKind kind, String namespace) {
        TreeMap<String, ObjectNode> table = table(kind);
        return namespace.isEmpty()
                ? List.copyOf(table.values())
                : List.copyOf(table.subMap(namespace + "/", namespace + "0").values());
    }

    /** Its objects by what controllers look them up by. */
    public Indexes indexes() {
        return indexes;
    }

    /** Resource version of the last accepted change. */
    public long revision() {
        return revision;
    }

    /** The stored objects as they are sent. */
    public WireForms wire() {
        return wire;
    }

    /** What happened to this store's objects, for watches. */
    public WatchHistory history() {
        return history;
    }

    /**
     * Stores a new object. Fills name (from {@code generateName}), uid, resource version,
     * generation, creation time and the kind's defaults.
     *
     * @throws ApiException 409 when there is one, 422 when it is not valid, 404 or 403 when its
     *     namespace is absent or terminating
     */
    public ObjectNode create(ResourceKind kind, ObjectNode wanted) {
        return create(kind, wanted, false);
    }

    /** As {@link #create(ResourceKind, ObjectNode)}; with {@code dryRun} nothing is stored. */
    public ObjectNode create(ResourceKind kind, ObjectNode wanted, boolean dryRun) {
        return create(kind, wanted, dryRun, NO_MODEL);
    }

    /**
     * As {@link #create(ResourceKind, ObjectNode)}; what the new object has in common with a model,
     * which is never changed, is kept once for all objects that were made after it.
     */
    public ObjectNode createAfter(ObjectNode model, ResourceKind kind, ObjectNode wanted) {
        return create(kind, wanted, false, model);
    }

    private ObjectNode create(
            ResourceKind kind, ObjectNode wanted, boolean dryRun, ObjectNode model) {
        ObjectNode object = wanted.deepCopy();
        object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        ObjectNode metadata = ObjectMeta.mutable(object);
        for (String field : SYSTEM_FIELDS) {
            metadata.remove(field);
        }
        if (!kind.namespaced()) {
            metadata.remove("namespace");
        }
        if (kind.hasStatus() && kind != ResourceKinds.NODE) {
            object.remove("status");
        }
        String generateName = metadata.path("generateName").asString("");
        if (ObjectMeta.name(object).isEmpty() && !generateName.isEmpty()) {
            metadata.put("name", identities.generated(generateName, revision + 1));
        }
        admission.namespaceAccepts(kind, object);
        kind.defaults().fill(object);
        ownership.created(kind, object, wanted);
        admission.beforeCreate(kind, object);
        check(kind, object, null);
        ObjectKey key = ObjectKey.of(kind, object);
        if (get(key).isPresent()) {
            throw ApiException.alreadyExists(kind, key.name());
        }
        metadata.put("uid", identities.uid(revision + 1));
        metadata.put("creationTimestamp", timestamp());
        if (kind.tracksGeneration()) {
            metadata.put("generation", 1);
        }
        if (dryRun) {
            return Canonical.ordered(object);
        }
        ObjectNode made =
                model.isEmpty()
                        ? object
                        : Versions.next((ObjectNode) Versions.sharing(model, object));
        return put(StoreEvent.Type.ADDED, kind, made, null);
    }

    /**
     * Replaces an object, but for its status where the kind has that sub-resource.
     *
     * @throws ApiException 404 when absent, 409 when {@code metadata.resourceVersion} or {@code
     *     metadata.uid} is present and stale, 422 when it is not valid
     */
    public ObjectNode update(ResourceKind kind, ObjectNode wanted) {
        return update(kind, wanted, false);
    }

    /** As {@link #update(ResourceKind, ObjectNode)}; with {@code dryRun} nothing is stored. */
    public ObjectNode update(ResourceKind kind, ObjectNode wanted, boolean dryRun) {
        ObjectNode old = current(kind, wanted);
        ObjectNode object = wanted.deepCopy();
        object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        keepSystemFields(object, old);
        if (kind.hasStatus()) {
            Versions.restore(object, old, "status");
        }
        kind.defaults().fill(object);
        ownership.updated(kind, object, old, wanted, "");
        admission.beforeUpdate(kind, object, old);
        check(kind, object, old);
        if (kind.tracksGeneration() && !sameDesire(kind, object, old)) {
            ObjectMeta.mutable(object).put("generation", ObjectMeta.generation(old) + 1);
        }
        return replace(kind, object, old, dryRun);
    }

    /**
     * Replaces an object of which only parts changed that a sub-resource may change: nothing is
     * validated.
     */
    public ObjectNode updatePart(ResourceKind kind, ObjectNode wanted, boolean dryRun) {
        ObjectNode old = current(kind, wanted);
        ObjectNode object = wanted.deepCopy();
        keepSystemFields(object, old);
        Versions.restore(object, old, "status");
        kind.defaults().fill(object);
        ownership.updated(kind, object, old, wanted, "");
        if (kind.tracksGeneration() && !sameDesire(kind, object, old)) {
            ObjectMeta.mutable(object).put("generation", ObjectMeta.generation(old) + 1);
        }
        return replace(kind, object, old, dryRun);
    }

    /** Replaces an object's status and its annotations, which a status write may change, too. */
    public ObjectNode updateWithStatus(ResourceKind kind, ObjectNode wanted) {
        ObjectNode old = current(kind, wanted);
        ObjectNode object = Versions.next(old);
        Versions.restore(ObjectMeta.mutable(object), wanted.path("metadata"), "annotations");
        Versions.restore(object, wanted, "status");
        ownership.updated(kind, object, old, wanted, "status");
        return replace(kind, object, old, false);
    }

    /**
     * Replaces only an object's status.
     *
     * @throws ApiException 404 when absent, 409 as for an update
     */
    public ObjectNode updateStatus(ResourceKind kind, ObjectNode wanted) {
        return updateStatus(kind, wanted, false);
    }

    /**
     * As {@link #updateStatus(ResourceKind, ObjectNode)}; with {@code dryRun} nothing is stored.
     */
    public ObjectNode updateStatus(ResourceKind kind, ObjectNode wanted, boolean dryRun) {
        ObjectNode old = current(kind, wanted);
        ObjectNode object = Versions.next(old);
        Versions.restore(object, wanted, "status");
        ownership.updated(kind, object, old, wanted, "status");
        return replace(kind, object, old, dryRun);
    }

    /**
     * Places a pod on a node (the sub-resource {@code binding}): its node and the condition that
     * tells it change at once, and nobody owns them.
     */
    public ObjectNode bind(ObjectNode pod, String node) {
        ObjectNode old = current(ResourceKinds.POD, pod);
        ObjectNode object = Versions.next(old);
        object.set("spec", Versions.fields(old.path("spec")).put("nodeName", node));
        ObjectNode status = Versions.fields(old.path("status"));
        object.set("status", status);
        if (status.path("nominatedNodeName").asString("").equals(node)) {
            status.remove("nominatedNodeName");
        }
        status.putArray("conditions")
                .addObject()
                .put("type", "PodScheduled")
                .put("status", "True")
                .putNull("lastProbeTime")
                .put("lastTransitionTime", timestamp());
        return put(StoreEvent.Type.MODIFIED, ResourceKinds.POD, object, old);
    }

    /**
     * Deletes an object, or marks it as terminating while it has finalizers or, for pods, a grace
     * period.
     *
     * @return the object as it is after the request: with a deletion time stamp, or its last state
     * @throws ApiException 404 when absent, 409 when a precondition does not hold
     */
    public ObjectNode delete(ObjectKey key, Preconditions conditions) {
        ObjectNode old = get(key).orElseThrow(() -> ApiException.notFound(key.kind(), key.name()));
        Deletion.checkPreconditions(key, old, conditions);
        Optional<ObjectNode> marked = Deletion.mark(key.kind(), old, conditions, clock.get());
        if (marked.isEmpty()) {
            return remove(key.kind(), old);
        }
        ObjectNode object = marked.get();
        if (key.kind() == ResourceKinds.POD && Deletion.complete(key.kind(), object)) {
            // A pod is always marked before it goes, with or without time left to it.
            return remove(key.kind(), put(StoreEvent.Type.MODIFIED, key.kind(), object, old));
        }
        return replace(key.kind(), object, old, false);
    }

    private ObjectNode replace(
            ResourceKind kind, ObjectNode object, ObjectNode old, boolean dryRun) {
        ObjectNode ordered = Canonical.ordered(object);
        JsonNode shared = Versions.sharing(old, ordered);
        if (shared == old || ordered.equals(old)) {
            return old;
        }
        ObjectNode next = Versions.next((ObjectNode) shared);
        if (dryRun) {
            return next;
        }
        if (Deletion.complete(kind, next)) {
            return remove(kind, next);
        }
        version(next);
        return keep(StoreEvent.Type.MODIFIED, kind, next, old);
    }

    private ObjectNode put(
            StoreEvent.Type type, ResourceKind kind, ObjectNode object, @Nullable ObjectNode old) {
        version(object);
        return keep(type, kind, Canonical.ordered(object), old);
    }

    /** Gives an object the next resource version. */
    private void version(ObjectNode object) {
        ObjectMeta.mutable(object).put("resourceVersion", Long.toString(++revision));
    }

    /** Stores an object that has its version and its fields in order. */
    private ObjectNode keep(
            StoreEvent.Type type, ResourceKind kind, ObjectNode stored, @Nullable ObjectNode old) {
        String path = path(kind, stored);
        indexes.changed(kind, path, table(kind).put(path, stored), stored);
        if (kind == ResourceKinds.CUSTOM_RESOURCE_DEFINITION) {
            serve(stored);
        }
        publish(new StoreEvent(type, kind, stored, old, revision));
        return stored;
    }

    private ObjectNode remove(ResourceKind kind, ObjectNode old) {
        if (kind == ResourceKinds.CUSTOM_RESOURCE_DEFINITION) {
            withdraw(old);
        }
        ObjectNode last = Versions.next(old);
        version(last);
        String path = path(kind, old);
        @Nullable ObjectNode stored = table(kind).remove(path);
        indexes.changed(kind, path, stored, null);
        publish(new StoreEvent(StoreEvent.Type.DELETED, kind, last, stored, revision));
        return last;
    }

    /** Objects of a kind stay where they are when its definition changes. */
    private void serve(ObjectNode definition) {
        for (ResourceKind kind : CustomKinds.of(definition)) {
            Optional<ResourceKind> before =
                    kinds.byPlural(kind.group(), kind.version(), kind.plural());
            TreeMap<String, ObjectNode> table = new TreeMap<>();
            before.ifPresent(
                    known -> {
                        table.putAll(table(known));
                        objects.remove(known);
                    });
            objects.put(kind, table);
            kinds.add(kind);
        }
    }

    /** The objects of a kind go with its definition. */
    private void withdraw(ObjectNode definition) {
        String group = definition.at("/spec/group").asString("");
        String plural = definition.at("/spec/names/plural").asString("");
        for (ResourceKind kind : kinds.custom()) {
            if (kind.group().equals(group) && kind.plural().equals(plural)) {
                list(kind, "").forEach(object -> remove(kind, object));
                objects.remove(kind);
                kinds.remove(kind);
            }
        }
    }

    private void publish(StoreEvent event) {
        history.append(event);
        listener.changed(event);
    }

    private ObjectNode current(ResourceKind kind, ObjectNode wanted) {
        ObjectKey key = ObjectKey.of(kind, wanted);
        ObjectNode old = get(key).orElseThrow(() -> ApiException.notFound(kind, key.name()));
        String uid = ObjectMeta.uid(wanted);
        if (!uid.isEmpty() && !uid.equals(ObjectMeta.uid(old))) {
            throw ApiException.conflict(
                    kind,
                    key.name(),
                    "Precondition failed: UID in precondition: "
                            + uid
                            + ", UID in object meta: "
                            + ObjectMeta.uid(old));
        }
        String version = ObjectMeta.resourceVersion(wanted);
        if (!version.isEmpty() && !version.equals(ObjectMeta.resourceVersion(old))) {
            throw ApiException.modified(kind, key.name());
        }
        return old;
    }

    private static void check(ResourceKind kind, ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = kind.validation().check(object, old);
        if (!errors.isEmpty()) {
            throw ApiException.invalid(kind, ObjectMeta.name(object), errors);
        }
    }

    private static void keepSystemFields(ObjectNode object, ObjectNode old) {
        ObjectNode metadata = ObjectMeta.mutable(object);
        JsonNode before = old.path("metadata");
        for (String field : SYSTEM_FIELDS) {
            Versions.restore(metadata, before, field);
        }
    }

    /** Whether what {@code generation} counts is equal. */
    private static boolean sameDesire(ResourceKind kind, ObjectNode object, ObjectNode old) {
        return desire(kind, object).equals(desire(kind, old));
    }

    /** Everything but metadata and status; where a pod was placed is no wish of its owner. */
    private static ObjectNode desire(ResourceKind kind, ObjectNode object) {
        ObjectNode desire = JsonNodeFactory.instance.objectNode().setAll(object);
        desire.remove(List.of("metadata", "status", "kind", "apiVersion"));
        if (kind == ResourceKinds.POD && desire.path("spec").has("nodeName")) {
            ObjectNode spec = JsonNodeFactory.instance.objectNode();
            spec.setAll((ObjectNode) desire.path("spec"));
            spec.remove("nodeName");
            desire.set("spec", spec);
        }
        return desire;
    }

    /** Virtual time as it is written into objects: RFC 3339, seconds. */
    public String timestamp() {
        return clock.get().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private TreeMap<String, ObjectNode> table(ResourceKind kind) {
        @Nullable TreeMap<String, ObjectNode> table = objects.get(kind);
        if (table == null) {
            throw new IllegalArgumentException(
                    "Kind " + kind + " is neither built in nor added to this world's kinds");
        }
        return table;
    }

    private static String path(ResourceKind kind, ObjectNode object) {
        return path(kind.namespaced() ? ObjectMeta.namespace(object) : "", ObjectMeta.name(object));
    }

    private static String path(String namespace, String name) {
        return namespace + "/" + name;
    }

    private static final List<String> SYSTEM_FIELDS =
            List.of(
                    "uid",
                    "resourceVersion",
                    "generation",
                    "creationTimestamp",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds",
                    "selfLink");
}
