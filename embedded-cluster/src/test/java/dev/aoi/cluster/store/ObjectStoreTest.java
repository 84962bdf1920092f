package dev.aoi.cluster.store;

import static dev.aoi.cluster.kind.ResourceKinds.CONFIG_MAP;
import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.JOB;
import static dev.aoi.cluster.kind.ResourceKinds.NAMESPACE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE;
import static dev.aoi.cluster.world.Objects.configMap;
import static dev.aoi.cluster.world.Objects.deployment;
import static dev.aoi.cluster.world.Objects.json;
import static dev.aoi.cluster.world.Objects.pod;
import static dev.aoi.cluster.world.Objects.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.world.PlainBehaviour;
import dev.aoi.cluster.world.World;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class ObjectStoreTest {
    private final World world = new World("test", 42, PlainBehaviour.with());
    private final ObjectStore store = world.store();

    @Test
    void creationFillsWhatTheServerFills() {
        long before = store.revision();
        ObjectNode made = store.create(CONFIG_MAP, configMap("a"));
        assertThat(made.at("/metadata/uid").asString())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(ObjectMeta.resourceVersion(made)).isEqualTo(Long.toString(before + 1));
        assertThat(ObjectMeta.creationTimestamp(made)).isEqualTo(world.now().toString());
        assertThat(made.at("/metadata").has("generation")).isFalse();
        assertThat(store.get(key(CONFIG_MAP, "a"))).contains(made);
    }

    @Test
    void equalSeedsGiveEqualObjectsAndOthersDoNot() {
        ObjectNode here = store.create(CONFIG_MAP, configMap("a"));
        World same = new World("other", 42, PlainBehaviour.with());
        World different = new World("other", 43, PlainBehaviour.with());
        assertThat(same.store().create(CONFIG_MAP, configMap("a"))).isEqualTo(here);
        assertThat(ObjectMeta.uid(different.store().create(CONFIG_MAP, configMap("a"))))
                .isNotEqualTo(ObjectMeta.uid(here));
    }

    @Test
    void refusedRequestsLeaveNoTrace() {
        World same = new World("other", 42, PlainBehaviour.with());
        refusal(
                () ->
                        store.create(
                                DEPLOYMENT,
                                json("{'metadata':{'generateName':'x-','namespace':'default'}}")));
        refusal(() -> store.create(CONFIG_MAP, json("{'metadata':{'name':'a','namespace':'no'}}")));
        refusal(() -> store.update(CONFIG_MAP, configMap("absent")));
        ObjectNode named = json("{'metadata':{'generateName':'x-','namespace':'default'}}");
        assertThat(store.create(CONFIG_MAP, named))
                .isEqualTo(same.store().create(CONFIG_MAP, named));
    }

    @Test
    void messagesAreThoseOfTheServer() {
        store.create(CONFIG_MAP, configMap("a"));
        assertThat(refusal(() -> store.create(CONFIG_MAP, configMap("a"))).getMessage())
                .isEqualTo("configmaps \"a\" already exists");
        assertThat(refusal(() -> store.update(DEPLOYMENT, deployment("b"))).getMessage())
                .isEqualTo("deployments.apps \"b\" not found");
        assertThat(
                        refusal(
                                        () ->
                                                store.create(
                                                        CONFIG_MAP,
                                                        json(
                                                                "{'metadata':{'name':'A_b','namespace':'default'}}")))
                                .getMessage())
                .startsWith(
                        "ConfigMap \"A_b\" is invalid: metadata.name: Invalid value: \"A_b\": a"
                                + " lowercase RFC 1123 subdomain");
    }

    @Test
    void staleVersionsAndForeignUidsConflict() {
        ObjectNode first = store.create(CONFIG_MAP, configMap("a"));
        ObjectNode changed = first.deepCopy();
        changed.putObject("data").put("a", "2");
        store.update(CONFIG_MAP, changed);

        ApiException stale = refusal(() -> store.update(CONFIG_MAP, changed));
        assertThat(stale.code()).isEqualTo(409);
        assertThat(stale.getMessage())
                .isEqualTo(
                        "Operation cannot be fulfilled on configmaps \"a\": the object has been"
                            + " modified; please apply your changes to the latest version and try"
                            + " again");

        ObjectNode foreign = configMap("a");
        ObjectMeta.mutable(foreign).put("uid", "other");
        assertThat(refusal(() -> store.update(CONFIG_MAP, foreign)).getMessage())
                .contains("Precondition failed: UID in precondition: other, UID in object meta: ");
    }

    @Test
    void anUpdateThatChangesNothingTakesNoVersion() {
        store.create(DEPLOYMENT, deployment("a"));
        long before = store.revision();
        store.update(DEPLOYMENT, deployment("a"));
        assertThat(store.revision()).isEqualTo(before);
    }

    @Test
    void generationCountsWishesAndStatusIsApart() {
        ObjectNode made = store.create(DEPLOYMENT, deployment("a"));
        ObjectNode wish = made.deepCopy();
        ((ObjectNode) wish.path("spec")).put("replicas", 3);
        wish.putObject("status").put("readyReplicas", 9);
        ObjectNode updated = store.update(DEPLOYMENT, wish);
        assertThat(ObjectMeta.generation(updated)).isEqualTo(2);
        assertThat(updated.path("status").has("readyReplicas")).isFalse();

        ObjectNode status = updated.deepCopy();
        ((ObjectNode) status.path("spec")).put("replicas", 7);
        status.putObject("status").put("readyReplicas", 3);
        ObjectNode after = store.updateStatus(DEPLOYMENT, status);
        assertThat(after.at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(after.at("/status/readyReplicas").asInt()).isEqualTo(3);
        assertThat(ObjectMeta.generation(after)).isEqualTo(2);
    }

    @Test
    void aStoredObjectNeverChangesUnderItsReader() {
        ObjectNode made = store.create(DEPLOYMENT, deployment("a"));
        String before = made.toString();
        ObjectNode status = made.deepCopy();
        ObjectNode reported = status.putObject("status").put("replicas", 1);
        store.updateStatus(DEPLOYMENT, status);
        reported.put("replicas", 99);
        assertThat(store.get(key(DEPLOYMENT, "a")).orElseThrow().at("/status/replicas").asInt())
                .isEqualTo(1);
        assertThat(made.toString()).isEqualTo(before);
    }

    @Test
    void finalizersHoldAnObject() {
        ObjectNode held = configMap("a");
        ObjectMeta.mutable(held).putArray("finalizers").add("test/hold");
        store.create(CONFIG_MAP, held);
        ObjectNode marked = store.delete(key(CONFIG_MAP, "a"), Preconditions.NONE);
        assertThat(ObjectMeta.terminating(marked)).isTrue();
        assertThat(store.get(key(CONFIG_MAP, "a"))).contains(marked);

        ObjectNode released = marked.deepCopy();
        ObjectMeta.mutable(released).remove("finalizers");
        store.update(CONFIG_MAP, released);
        assertThat(store.get(key(CONFIG_MAP, "a"))).isEmpty();
    }

    @Test
    void aRunningPodEndsWithinItsGracePeriod() {
        ObjectNode pod = store.create(POD, pod("p")).deepCopy();
        assertThat(pod.at("/status/phase").asString()).isEqualTo("Pending");
        assertThat(pod.at("/status/qosClass").asString()).isEqualTo("BestEffort");
        ((ObjectNode) pod.path("spec")).put("nodeName", "kind-worker");
        ObjectNode placed = store.update(POD, pod);
        assertThat(ObjectMeta.generation(placed)).as("placement is no wish").isEqualTo(1);

        ObjectNode marked = store.delete(key(POD, "p"), Preconditions.NONE);
        assertThat(marked.at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(30);
        assertThat(marked.at("/metadata/deletionTimestamp").asString())
                .isEqualTo(world.now().plusSeconds(30).toString());
        store.delete(key(POD, "p"), Preconditions.NOW);
        assertThat(store.get(key(POD, "p"))).isEmpty();
    }

    @Test
    void deletePreconditionsAreChecked() {
        store.create(CONFIG_MAP, configMap("a"));
        ApiException wrong =
                refusal(() -> store.delete(key(CONFIG_MAP, "a"), Preconditions.uid("other")));
        assertThat(wrong.code()).isEqualTo(409);
        assertThat(store.get(key(CONFIG_MAP, "a"))).isPresent();
    }

    @Test
    void aTerminatingNamespaceTakesNothingNew() {
        store.create(NAMESPACE, json("{'metadata':{'name':'n'}}"));
        ObjectNode marked =
                store.delete(ObjectKey.clusterScoped(NAMESPACE, "n"), Preconditions.NONE);
        assertThat(marked.at("/status/phase").asString()).isEqualTo("Terminating");
        assertThat(
                        refusal(
                                        () ->
                                                store.create(
                                                        CONFIG_MAP,
                                                        json(
                                                                "{'metadata':{'name':'c','namespace':'n'}}")))
                                .getMessage())
                .isEqualTo(
                        "configmaps \"c\" is forbidden: unable to create new content in namespace n"
                                + " because it is being terminated");
        ObjectNode empty = marked.deepCopy();
        empty.withObject("spec").putArray("finalizers");
        store.update(NAMESPACE, empty);
        assertThat(store.get(ObjectKey.clusterScoped(NAMESPACE, "n"))).isEmpty();
    }

    @Test
    void servicesGetAddressesAndKeepThem() {
        ObjectNode made = store.create(SERVICE, service("s"));
        String address = made.at("/spec/clusterIP").asString();
        assertThat(address).startsWith("10.96.");
        ObjectNode changed = service("s");
        changed.withObject("spec").put("type", "NodePort");
        ObjectNode after = store.update(SERVICE, changed);
        assertThat(after.at("/spec/clusterIP").asString()).isEqualTo(address);
        int nodePort = after.at("/spec/ports/0/nodePort").asInt();
        assertThat(nodePort).isBetween(30000, 32767);
        assertThat(store.update(SERVICE, changed).at("/spec/ports/0/nodePort").asInt())
                .isEqualTo(nodePort);
    }

    @Test
    void podsNeedTheirServiceAccount() {
        ObjectNode pod = pod("p");
        pod.withObject("spec").put("serviceAccountName", "ghost");
        assertThat(refusal(() -> store.create(POD, pod)).getMessage())
                .isEqualTo(
                        "pods \"p\" is forbidden: error looking up service account default/ghost:"
                                + " serviceaccount \"ghost\" not found");
    }

    @Test
    void invalidObjectsNameEveryCause() {
        ObjectNode bad = deployment("bad");
        bad.withObject("spec")
                .withObject("template")
                .withObject("metadata")
                .putObject("labels")
                .put("a", "c");
        ((ObjectNode) bad.at("/spec/template/spec/containers/0")).remove("image");
        ApiException refusal = refusal(() -> store.create(DEPLOYMENT, bad));
        assertThat(refusal.getMessage())
                .isEqualTo(
                        "Deployment.apps \"bad\" is invalid: [spec.template.metadata.labels:"
                            + " Invalid value: {\"a\":\"c\"}: `selector` does not match template"
                            + " `labels`, spec.template.spec.containers[0].image: Required value]");
        assertThat(refusal.status().at("/details/causes")).hasSize(2);
    }

    @Test
    void selectorsOfDeploymentsAreImmutable() {
        store.create(DEPLOYMENT, deployment("a"));
        ObjectNode other = deployment("a");
        other.withObject("spec").withObject("selector").putObject("matchLabels").put("x", "y");
        other.withObject("spec")
                .withObject("template")
                .withObject("metadata")
                .withObject("labels")
                .put("x", "y");
        assertThat(refusal(() -> store.update(DEPLOYMENT, other)).getMessage())
                .isEqualTo(
                        "Deployment.apps \"a\" is invalid: spec.selector: Invalid value:"
                                + " {\"matchLabels\":{\"x\":\"y\"}}: field is immutable");
    }

    @Test
    void jobsKnowTheirPodsByUid() {
        ObjectNode job =
                store.create(
                        JOB,
                        json(
                                "{'metadata':{'name':'j','namespace':'default'},'spec':{'template':{'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'i:1'}]}}}}"));
        assertThat(
                        job.at("/spec/selector/matchLabels/batch.kubernetes.io~1controller-uid")
                                .asString())
                .isEqualTo(ObjectMeta.uid(job));
        assertThat(job.at("/spec/backoffLimit").asInt()).isEqualTo(6);
    }

    @Test
    void historyTellsWhatHappenedSinceAVersion() {
        long start = store.revision();
        store.create(CONFIG_MAP, configMap("a"));
        store.create(SERVICE, service("s"));
        ObjectNode two = configMap("a");
        two.putObject("data").put("a", "2");
        store.update(CONFIG_MAP, two);
        store.delete(key(CONFIG_MAP, "a"), Preconditions.NONE);
        List<StoreEvent> events = store.history().since(CONFIG_MAP, start);
        assertThat(events)
                .extracting(StoreEvent::type)
                .containsExactly(
                        StoreEvent.Type.ADDED, StoreEvent.Type.MODIFIED, StoreEvent.Type.DELETED);
        assertThat(store.history().since(CONFIG_MAP, events.get(1).revision()))
                .containsExactly(events.get(2));
    }

    @Test
    void historyForgetsAndSaysSo() {
        for (int i = 0; i < 4200; i++) {
            ObjectNode object = configMap("a");
            object.putObject("data").put("i", Integer.toString(i));
            if (i == 0) {
                store.create(CONFIG_MAP, object);
            } else {
                store.update(CONFIG_MAP, object);
            }
        }
        assertThat(refusal(() -> store.history().since(CONFIG_MAP, 1)).code()).isEqualTo(410);
    }

    private static ObjectKey key(ResourceKind kind, String name) {
        return new ObjectKey(kind, "default", name);
    }

    private static ApiException refusal(ThrowingCallable call) {
        return catchThrowableOfType(ApiException.class, call);
    }
}
