package dev.aoi.cluster.api;

import static dev.aoi.cluster.world.Objects.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTypesTest {
    @Test
    void nullsAreAbsent() {
        var object =
                json(
                        "{'metadata':{'name':'a','creationTimestamp':null},'spec':{'x':[{'y':null}]}}");
        FieldTypes.check(ResourceKinds.DEPLOYMENT, object);
        assertThat(object).isEqualTo(json("{'metadata':{'name':'a'},'spec':{'x':[{}]}}"));
    }

    @Test
    void wrongTypesAreRefusedInTheDecodersWords() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(
                        () ->
                                FieldTypes.check(
                                        ResourceKinds.DEPLOYMENT,
                                        json("{'spec':{'replicas':'two'}}")))
                .withMessage(
                        "Deployment in version \"v1\" cannot be handled as a Deployment: json:"
                                + " cannot unmarshal string into Go struct field"
                                + " Deployment.spec.replicas of type int32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'spec':'x'}",
                "{'metadata':{'labels':{'a':1}}}",
                "{'metadata':{'labels':'x'}}",
                "{'spec':{'template':{'spec':{'containers':{'name':'x'}}}}}",
                "{'spec':{'template':{'spec':{'containers':['x']}}}}",
                "{'spec':{'template':{'spec':{'containers':[{'image':7}]}}}}",
                "{'data':{'a':{}}}"
            })
    void refused(String object) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> FieldTypes.check(ResourceKinds.DEPLOYMENT, json(object)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'spec':{'ports':[{'port':80,'targetPort':'http'}]}}",
                "{'rules':[{'resources':['pods'],'verbs':['get']}]}",
                "{'status':{'conditions':[{'type':'Ready','status':'True'}]}}",
                "{'spec':{'ingress':[{'ports':[{'port':'http'}]}]}}"
            })
    void accepted(String object) {
        FieldTypes.check(ResourceKinds.SERVICE, json(object));
    }
}
