package dev.aoi.cluster.fields;

import static dev.aoi.cluster.world.Objects.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.schema.Schema;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

class FieldsTest {
    private static final Schema DEPLOYMENT = ResourceKinds.DEPLOYMENT.schema();
    private static final String NOW = "2026-01-01T00:00:00Z";
    private static final String LATER = "2026-01-01T00:00:05Z";

    private static final ObjectNode OBJECT =
            json(
                    "{'metadata':{'name':'a','labels':{'x':'1'}},'spec':{'replicas':1,'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'c','image':'i','ports':[{'containerPort':80}],'env':[{'name':'E','value':'v'}]}]}}}}");

    @Test
    void whatACreatorOwns() {
        JsonNode owners = create(OBJECT);
        assertThat(owners.at("/0/fieldsV1"))
                .isEqualTo(
                        json(
                                "{'f:metadata':{'f:labels':{'.':{},'f:x':{}}},'f:spec':{'f:replicas':{},'f:selector':{},'f:template':{'f:metadata':{'f:labels':{'.':{},'f:a':{}}},'f:spec':{'f:containers':{'k:{\\\"name\\\":\\\"c\\\"}':{'.':{},'f:env':{'.':{},'k:{\\\"name\\\":\\\"E\\\"}':{'.':{},'f:name':{},'f:value':{}}},'f:image':{},'f:name':{},'f:ports':{'.':{},'k:{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"TCP\\\"}':{'.':{},'f:containerPort':{}}}}}}}}}"));
    }

    @Test
    void whoeverChangesAFieldOwnsItAndTheOthersLoseIt() {
        ObjectNode next = OBJECT.deepCopy();
        next.withObject("/spec").put("replicas", 3);
        next.withObject("/metadata").remove("labels");
        JsonNode owners =
                ManagedFields.update(
                        create(OBJECT),
                        FieldDifference.between(DEPLOYMENT, OBJECT, next, Set.of("status")),
                        new Writer("kubectl", "scale"),
                        "apps/v1",
                        LATER);
        assertThat(owners.size()).isEqualTo(2);
        assertThat(owners.at("/0/fieldsV1").has("f:metadata")).isFalse();
        assertThat(owners.at("/0/fieldsV1/f:spec").has("f:replicas")).isFalse();
        assertThat(owners.at("/0/time").asString()).isEqualTo(NOW);
        assertThat(owners.at("/1"))
                .isEqualTo(
                        json(
                                "{'manager':'kubectl','operation':'Update','apiVersion':'apps/v1','time':'"
                                        + LATER
                                        + "','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'f:replicas':{}}},'subresource':'scale'}"));
    }

    @Test
    void appliersShareEqualValuesConflictOnOthersAndGiveUpWhatTheyLeaveOut() {
        Schema type = ResourceKinds.CONFIG_MAP.schema();
        ObjectNode first =
                apply(type, JsonNodeFactory.instance.objectNode(), "{'a':'1'}", "one", false)
                        .object();
        Apply.Result same = apply(type, first, "{'a':'1'}", "two", false);
        assertThat(same.conflicts()).isEmpty();
        Apply.Result other = apply(type, first, "{'a':'2'}", "two", false);
        assertThat(other.conflicts()).containsEntry("\"one\"", List.of(".data.a"));
        ObjectNode forced = apply(type, first, "{'a':'2','b':'3'}", "two", true).object();
        assertThat(forced.path("data")).isEqualTo(json("{'a':'2','b':'3'}"));
        assertThat(forced.at("/metadata/managedFields").size()).isEqualTo(1);
        ObjectNode less = apply(type, forced, "{'b':'3'}", "two", false).object();
        assertThat(less.path("data")).isEqualTo(json("{'b':'3'}"));
        ObjectNode shared = apply(type, same.object(), "{}", "two", false).object();
        assertThat(shared.path("data")).isEqualTo(json("{'a':'1'}"));
    }

    @Test
    void setsAreReadAsTheyAreWritten() {
        ObjectNode fields = (ObjectNode) create(OBJECT).at("/0/fieldsV1");
        assertThat(FieldSet.of(fields).json()).isEqualTo(fields);
        assertThat(FieldSet.of(fields).paths())
                .contains(".spec.template.spec.containers[name=\"c\"].image", ".spec.replicas");
    }

    @Test
    void whatDoesNotFitItsTypeIsTold() {
        assertThat(
                        TypedObject.problems(
                                DEPLOYMENT,
                                json(
                                        "{'spec':{'replicas':'two','template':{'spec':{'containers':[{'name':'x','imagee':'y'}]}}}}")))
                .containsExactly(
                        ".spec.template.spec.containers[name=\"x\"].imagee: field not declared in"
                                + " schema",
                        ".spec.replicas: expected numeric (int or float), got string");
    }

    private static JsonNode create(ObjectNode object) {
        return ManagedFields.update(
                JsonNodeFactory.instance.arrayNode(),
                ManagedFields.created(DEPLOYMENT, object, Set.of("status")),
                new Writer("kubectl-create", ""),
                "apps/v1",
                NOW);
    }

    private static Apply.Result apply(
            Schema type, ObjectNode live, String data, String manager, boolean force) {
        ObjectNode applied = json("{'metadata':{'name':'c'}}");
        applied.set("data", json(data));
        return Apply.to(type, live, applied, new Writer(manager, ""), "v1", NOW, force, Set.of());
    }
}
