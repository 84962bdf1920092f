package dev.aoi.cluster.store;

import static dev.aoi.cluster.kind.ResourceKinds.CONFIG_MAP;
import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINT_SLICE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kind.ResourceKind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class IndexesTest {
    private final Indexes indexes = new Indexes();

    @Test
    void dependentsAreFoundByTheirOwnersNameUntilTheyNameIt() {
        ObjectNode owned = object("m", "'ownerReferences':[{'kind':'Deployment','name':'d'}]", "");
        ObjectNode freed = object("m", "'labels':{}", "");
        ObjectKey owner = new ObjectKey(DEPLOYMENT, "ns", "d");
        change(CONFIG_MAP, null, owned);
        assertThat(indexes.dependents(CONFIG_MAP, owner)).containsExactly(owned);
        assertThat(indexes.dependents(POD, owner)).isEmpty();
        assertThat(indexes.dependents(CONFIG_MAP, new ObjectKey(DEPLOYMENT, "other", "d")))
                .isEmpty();
        change(CONFIG_MAP, owned, freed);
        assertThat(indexes.dependents(CONFIG_MAP, owner)).isEmpty();
    }

    @Test
    void slicesMoveWithTheirLabel() {
        ObjectNode first = object("s", "'labels':{'kubernetes.io/service-name':'a'}", "");
        ObjectNode then = object("s", "'labels':{'kubernetes.io/service-name':'b'}", "");
        change(ENDPOINT_SLICE, null, first);
        assertThat(indexes.slices("ns", "a")).containsExactly(first);
        change(ENDPOINT_SLICE, first, then);
        assertThat(indexes.slices("ns", "a")).isEmpty();
        assertThat(indexes.slices("ns", "b")).containsExactly(then);
        change(ENDPOINT_SLICE, then, null);
        assertThat(indexes.slices("ns", "b")).isEmpty();
    }

    @Test
    void servicesAreFoundByWhatTheyWereGiven() {
        ObjectNode service =
                object(
                        "s",
                        "'labels':{}",
                        ",'spec':{'clusterIP':'10.96.0.9','ports':[{'nodePort':30001},{}]}");
        ObjectNode headless = object("h", "'labels':{}", ",'spec':{'clusterIP':'None'}");
        change(SERVICE, null, service);
        change(SERVICE, null, headless);
        assertThat(indexes.servicesAt("10.96.0.9")).containsExactly(service);
        assertThat(indexes.servicesAt(30001)).containsExactly(service);
        assertThat(indexes.servicesAt("None")).isEmpty();
        assertThat(indexes.servicesAt(0)).isEmpty();
    }

    @Test
    void podsCountAsPlacedFromTheirNomination() {
        ObjectNode pending = object("p", "'labels':{}", ",'spec':{}");
        ObjectNode nominated =
                object("p", "'labels':{}", ",'spec':{},'status':{'nominatedNodeName':'n'}");
        change(POD, null, pending);
        assertThat(indexes.placedPods()).isEmpty();
        change(POD, pending, nominated);
        assertThat(indexes.placedPods()).containsExactly(nominated);
        change(POD, nominated, null);
        assertThat(indexes.placedPods()).isEmpty();
    }

    private void change(
            ResourceKind kind, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        ObjectNode named = after == null ? before : after;
        indexes.changed(kind, "ns/" + ObjectMeta.name(named), before, after);
    }

    private static ObjectNode object(String name, String metadata, String rest) {
        String text =
                "{'metadata':{'namespace':'ns','name':'"
                        + name
                        + "',"
                        + metadata
                        + "}"
                        + rest
                        + "}";
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
