package dev.aoi.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aoi.cluster.store.ApiException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

class JsonPatchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'a':1}            | [{'op':'add','path':'/b','value':2}]                        | {'a':1,'b':2}
                    {'a':[1,2]}        | [{'op':'add','path':'/a/1','value':9}]                      | {'a':[1,9,2]}
                    {'a':[1]}          | [{'op':'add','path':'/a/-','value':9}]                      | {'a':[1,9]}
                    {'a':{'b/c':1}}    | [{'op':'remove','path':'/a/b~1c'}]                          | {'a':{}}
                    {'a':[1,2]}        | [{'op':'remove','path':'/a/0'}]                             | {'a':[2]}
                    {'a':{'b':1}}      | [{'op':'replace','path':'/a/b','value':'x'}]                | {'a':{'b':'x'}}
                    {'a':[1]}          | [{'op':'replace','path':'/a/0','value':5}]                  | {'a':[5]}
                    {'a':1}            | [{'op':'move','from':'/a','path':'/b'}]                     | {'b':1}
                    {'a':{'x':1}}      | [{'op':'copy','from':'/a','path':'/b'},{'op':'add','path':'/b/x','value':2}] | {'a':{'x':1},'b':{'x':2}}
                    {'a':1}            | [{'op':'test','path':'/a','value':1.0}]                     | {'a':1}
                    """)
    void applies(String target, String patch, String expected) {
        assertThat(JsonPatch.apply(read(target), read(patch))).isEqualTo(read(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    422 | [{'op':'test','path':'/a','value':2}]
                    422 | [{'op':'remove','path':'/nosuch'}]
                    422 | [{'op':'replace','path':'/nosuch','value':1}]
                    422 | [{'op':'add','path':'/list/5','value':1}]
                    422 | [{'op':'add','path':'/a/b','value':1}]
                    422 | [{'op':'remove','path':'/list/-1'}]
                    422 | [{'op':'frob','path':'/a'}]
                    400 | [{'op':'add','path':'a','value':1}]
                    400 | [{'op':'add','path':'/a'}]
                    400 | {'op':'replace'}
                    """)
    void refuses(int code, String patch) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> JsonPatch.apply(read("{'a':1,'list':[]}"), read(patch)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'a':{'b':1}}      | {'a':{'c':2}}      | {'a':{'b':1,'c':2}}
                    {'a':{'b':1}}      | {'a':{'b':null}}   | {'a':{}}
                    {'a':[{'n':1}]}    | {'a':[{'n':2}]}    | {'a':[{'n':2}]}
                    {'a':1}            | {'a':{'b':null}}   | {'a':{}}
                    """)
    void mergePatchesFollowRfc7386(String target, String patch, String expected) {
        assertThat(MergePatch.apply(read(target), read(patch))).isEqualTo(read(expected));
    }

    private static JsonNode read(String text) {
        return JsonText.read(text.strip().replace('\'', '"'));
    }
}
