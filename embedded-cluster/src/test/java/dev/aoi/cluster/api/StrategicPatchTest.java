package dev.aoi.cluster.api;

import static dev.aoi.cluster.world.Objects.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aoi.cluster.schema.Schema;
import dev.aoi.cluster.schema.Schemas;
import dev.aoi.cluster.store.ApiException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.util.List;

class StrategicPatchTest {
    private static final String POD_SPEC =
            "{'spec':{'containers':[{'name':'a','image':'i:1','env':[{'name':'X','value':'1'},{'name':'Y','value':'2'}]},{'name':'b','image':'i:1'}]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    objects merge | ConfigMap | {'a':{'b':1,'c':2}}                    | {'a':{'c':3}}                                          | {'a':{'b':1,'c':3}}
                    null removes | ConfigMap | {'a':{'b':1,'c':2}}                    | {'a':{'c':null}}                                       | {'a':{'b':1}}
                    $patch replaces an object | ConfigMap | {'a':{'b':1}}                          | {'a':{'$patch':'replace','c':2}}                       | {'a':{'c':2}}
                    $patch deletes an object | ConfigMap | {'a':{'b':1},'c':1}                    | {'a':{'$patch':'delete'}}                              | {'c':1}
                    $retainKeys drops others | ConfigMap | {'a':{'b':1,'c':2}}                    | {'a':{'$retainKeys':['d'],'d':1}}                      | {'a':{'d':1}}
                    lists without key replace | Container | {'args':['x','y']}                     | {'args':['z']}                                         | {'args':['z']}
                    endpoints' ports replace | Endpoints | {'subsets':[{'ports':[{'port':1}]}]}   | {'subsets':[{'ports':[{'port':2}]}]}                   | {'subsets':[{'ports':[{'port':2}]}]}
                    service ports merge by port | Service | {'spec':{'ports':[{'port':80,'name':'h','targetPort':1}]}} | {'spec':{'ports':[{'port':80,'targetPort':2}]}} | {'spec':{'ports':[{'port':80,'name':'h','targetPort':2}]}}
                    container ports merge | PodSpec | {'containers':[{'name':'a','ports':[{'containerPort':80,'name':'h'}]}]} | {'containers':[{'name':'a','ports':[{'containerPort':80,'protocol':'UDP'}]}]} | {'containers':[{'name':'a','ports':[{'containerPort':80,'name':'h','protocol':'UDP'}]}]}
                    volumes merge by name | PodSpec | {'volumes':[{'name':'v','configMap':{'name':'x'}}]} | {'volumes':[{'name':'v','configMap':{'name':'y'}}]} | {'volumes':[{'name':'v','configMap':{'name':'y'}}]}
                    mounts merge by path | Container | {'volumeMounts':[{'mountPath':'/a','name':'v'}]} | {'volumeMounts':[{'mountPath':'/a','name':'w'}]} | {'volumeMounts':[{'mountPath':'/a','name':'w'}]}
                    tolerations replace | PodSpec | {'tolerations':[{'key':'a'}]}          | {'tolerations':[{'key':'b'}]}                          | {'tolerations':[{'key':'b'}]}
                    finalizers are a set | Pod | {'metadata':{'finalizers':['a','b']}}  | {'metadata':{'finalizers':['b','c']}}                  | {'metadata':{'finalizers':['a','b','c']}}
                    scalars leave a set | Pod | {'metadata':{'finalizers':['a','b']}}  | {'metadata':{'$deleteFromPrimitiveList/finalizers':['a']}} | {'metadata':{'finalizers':['b']}}
                    an entry is deleted | PodSpec | {'containers':[{'name':'a'},{'name':'b'}]} | {'containers':[{'$patch':'delete','name':'a'}]}    | {'containers':[{'name':'b'}]}
                    a list is replaced | PodSpec | {'containers':[{'name':'a'},{'name':'b'}]} | {'containers':[{'$patch':'replace'},{'name':'c'}]} | {'containers':[{'name':'c'}]}
                    order is set | PodSpec | {'containers':[{'name':'a'},{'name':'b'}]} | {'$setElementOrder/containers':[{'name':'b'},{'name':'a'}],'containers':[{'name':'a','image':'x'}]} | {'containers':[{'name':'b'},{'name':'a','image':'x'}]}
                    order alone is set | PodSpec | {'containers':[{'name':'a'},{'name':'b'}]} | {'$setElementOrder/containers':[{'name':'b'},{'name':'a'}]} | {'containers':[{'name':'b'},{'name':'a'}]}
                    """)
    void patches(String what, String type, String target, String patch, String expected) {
        assertThat(
                        StrategicPatch.apply(
                                type(type.strip()), json(target.strip()), json(patch.strip())))
                .as(what)
                .isEqualTo(json(expected.strip()));
    }

    @Test
    void newEntriesStandBeforeThoseThatThePatchDoesNotMention() {
        JsonNode patched =
                StrategicPatch.apply(
                        type("Pod"),
                        json(POD_SPEC),
                        json(
                                "{'spec':{'containers':[{'name':'a','env':[{'name':'Z','value':'3'}]}]}}"));
        List<String> names =
                patched.at("/spec/containers/0/env")
                        .valueStream()
                        .map(e -> e.path("name").asString())
                        .toList();
        assertThat(names).containsExactly("Z", "X", "Y");
        assertThat(patched.at("/spec/containers/1/name").asString()).isEqualTo("b");
    }

    @Test
    void anEntryWithoutItsKeyIsRefused() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(
                        () ->
                                StrategicPatch.apply(
                                        type("Pod"),
                                        json(POD_SPEC),
                                        json("{'spec':{'containers':[{'image':'x'}]}}")))
                .withMessageContaining("does not contain declared merge key: name");
    }

    @Test
    void theTargetIsNotChanged() {
        var target = json(POD_SPEC);
        StrategicPatch.apply(
                type("Pod"),
                target,
                json("{'spec':{'containers':[{'name':'a','image':'other'}]}}"));
        assertThat(target).isEqualTo(json(POD_SPEC));
    }

    private static Schema type(String name) {
        return Schemas.named("io.k8s.api.core.v1." + name);
    }
}
