package dev.aoi.cluster.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Expected texts were printed by kubectl against a Kubernetes 1.36. */
class RefusalsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [{"name":"a","image":"x","resources":{"requests":{"foo":"1"}}}] | spec.containers[0].resources.requests[foo]: Invalid value: "foo": must be a standard resource type or fully qualified / spec.containers[0].resources.requests[foo]: Invalid value: "foo": must be a standard resource for containers
                    [{"name":"a","image":"x","resources":{"limits":{"nvidia.com/gpu":"1500m"}}}] | spec.containers[0].resources.limits[nvidia.com/gpu]: Invalid value: "1500m": must be an integer / spec.containers[0].resources.requests[nvidia.com/gpu]: Invalid value: "1500m": must be an integer
                    [{"name":"a","image":"x","lifecycle":{"preStop":{}}}] | spec.containers[0].lifecycle.preStop: Required value: must specify a handler type
                    [{"name":"a","image":"x","volumeMounts":[{"name":"v","mountPath":"/a"}]}] | spec.containers[0].volumeMounts[0].name: Not found: "v"
                    [{"name":"a","image":" x"}] | spec.containers[0].image: Invalid value: " x": must not have leading or trailing whitespace
                    [{"name":"a","image":"x","readinessProbe":{"exec":{"command":[]}}}] | spec.containers[0].readinessProbe.exec.command: Required value
                    [{"name":"a","image":"x","env":[{"name":"D","valueFrom":{"fieldRef":{"fieldPath":"spec.foo"}}}]}] | spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.foo": error converting fieldPath: field label not supported: spec.foo
                    """)
    void refusesContainers(String containers, String expected) {
        assertThat(
                        refusals(
                                ResourceKinds.POD,
                                "{'spec':{'containers':%s}}"
                                        .replace('\'', '"')
                                        .formatted(containers)))
                .containsExactly(expected.split(" / "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"volumes":[{"name":"v","emptyDir":{}},{"name":"v","emptyDir":{}}]} | spec.volumes[1].name: Duplicate value: "v"
                    {"volumes":[{"name":"w","configMap":{}}]} | spec.volumes[0].configMap.name: Required value
                    {"tolerations":[{"key":"k","operator":"Exists","tolerationSeconds":3}]} | spec.tolerations[0].effect: Invalid value: "": effect must be 'NoExecute' when `tolerationSeconds` is set
                    {"topologySpreadConstraints":[{"maxSkew":0,"topologyKey":"a","whenUnsatisfiable":"DoNotSchedule"}]} | spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero
                    {"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[]}}}} | spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term
                    {"activeDeadlineSeconds":0} | spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive
                    """)
    void refusesPods(String spec, String expected) {
        ObjectNode pod = object("{}");
        ObjectNode settings = object(spec);
        settings.putArray("containers").addObject().put("name", "a").put("image", "x");
        pod.set("spec", settings);
        assertThat(refusals(ResourceKinds.POD, pod.toString())).containsExactly(expected);
    }

    @Test
    void mountsClaimsThatAStatefulSetMakes() {
        String set =
                """
                {"spec":{"serviceName":"s","selector":{"matchLabels":{"a":"b"}},
                 "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c",
                 "image":"x","volumeMounts":[{"name":"data","mountPath":"/d"}]}]}},
                 "volumeClaimTemplates":[{"metadata":{"name":"data"},"spec":{}}]}}
                """;

        assertThat(refusals(ResourceKinds.STATEFUL_SET, set)).isEmpty();
    }

    @Test
    void refusesSecretsWithoutTheKeysOfTheirType() {
        assertThat(refusals(ResourceKinds.SECRET, "{\"type\":\"kubernetes.io/tls\"}"))
                .containsExactly("data[tls.crt]: Required value", "data[tls.key]: Required value");
    }

    @Test
    void refusesPeersOutsideOfTheirRange() {
        String policy =
                """
                {"spec":{"podSelector":{},"ingress":[{"from":[
                 {"ipBlock":{"cidr":"10.0.0.0/8","except":["11.0.0.0/8"]}},{}]}]}}
                """;

        assertThat(refusals(ResourceKinds.NETWORK_POLICY, policy))
                .containsExactly(
                        "spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: \"11.0.0.0/8\":"
                                + " must be a strict subset of `cidr`",
                        "spec.ingress[0].from[1]: Required value: must specify a peer");
    }

    private static List<String> refusals(ResourceKind kind, String json) {
        ObjectNode object = object(json);
        object.put("kind", kind.kind()).withObject("/metadata").put("name", "n");
        kind.defaults().fill(object);
        return kind.validation().check(object, null).stream()
                .map(error -> error.field() + ": " + error.message())
                .toList();
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
