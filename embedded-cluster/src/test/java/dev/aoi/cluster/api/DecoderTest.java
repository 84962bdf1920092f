package dev.aoi.cluster.api;

import static dev.aoi.cluster.world.Objects.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kind.ResourceKinds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderTest {
    @Test
    void nullsAreAbsentAndUnknownFieldsAreToldOf() {
        var object =
                json(
                        "{'metadata':{'name':'a','creationTimestamp':null},'spec':{'x':1,'template':{'spec':{'containers':[{'imagee':'y'}]}}}}");
        Decoder.Outcome outcome = Decoder.decode(ResourceKinds.DEPLOYMENT.schema(), object);
        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.unknown())
                .containsExactly(
                        "unknown field \"spec.x\"",
                        "unknown field \"spec.template.spec.containers[0].imagee\"");
        assertThat(object)
                .isEqualTo(
                        json(
                                "{'metadata':{'name':'a'},'spec':{'template':{'spec':{'containers':[{}]}}}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'spec':{'replicas':'two'}} | string into Go struct field DeploymentSpec.spec.replicas of type int32
                    {'spec':{'replicas':1.5}} | number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32
                    {'spec':'x'} | string into Go struct field Deployment.spec of type v1.DeploymentSpec
                    {'metadata':{'labels':{'a':1}}} | number into Go struct field ObjectMeta.metadata.labels of type string
                    {'metadata':{'labels':'x'}} | string into Go struct field ObjectMeta.metadata.labels of type map[string]string
                    {'spec':{'template':{'spec':{'containers':{}}}}} | object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container
                    {'spec':{'template':{'spec':{'containers':['x']}}}} | string into Go struct field PodSpec.spec.template.spec.containers of type v1.Container
                    {'spec':{'template':{'spec':{'containers':[{'image':7}]}}}} | number into Go struct field Container.spec.template.spec.containers.image of type string
                    """)
    void wrongTypesAreRefusedInTheDecodersWords(String object, String words) {
        assertThat(Decoder.decode(ResourceKinds.DEPLOYMENT.schema(), json(object)).error())
                .hasValue("json: cannot unmarshal " + words);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,500m",
        "1000m,1",
        "1024Mi,1Gi",
        "1.5Gi,1536Mi",
        "64Mi,64Mi",
        "100,100",
        "1e3,1e3",
        "0,0",
        "0.1Ki,102400m",
        "5000,5k",
        "+1,1",
        "0.0000000001,1n"
    })
    void quantitiesAreCanonical(String given, String canonical) {
        assertThat(dev.aoi.cluster.schema.Quantities.canonical(given)).hasValue(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {bad json        | invalid character 'b' looking for beginning of object key string
                    {"a":1,}         | invalid character '}' looking for beginning of object key string
                    {"a" 1}          | invalid character '1' after object key
                    {"a":1 "b"}      | invalid character '"' after object key:value pair
                    [1 2]            | invalid character '2' after array element
                    {"a":tru}        | invalid character '}' in literal true (expecting 'e')
                    {"a":1} x        | invalid character 'x' after top-level value
                    {"a":            | unexpected end of JSON input
                    """)
    void malformedJsonIsToldAsGoTellsIt(String text, String complaint) {
        assertThat(GoJson.complaint(text)).isEqualTo(complaint);
    }
}
