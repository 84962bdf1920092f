package dev.aoi.kube.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.kube.api.ApiSession;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

class StrategicPatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "{'a':1,'b':2} # {'a':null,'b':3} # {'b':3}",
                "{'ports':[{'port':1,'targetPort':1},{'port':2}]} #"
                        + " {'ports':[{'port':1,'targetPort':9}]} #"
                        + " {'ports':[{'port':1,'targetPort':9},{'port':2}]}",
                "{'containers':[{'name':'a','ports':[{'containerPort':1}]}]} #"
                    + " {'containers':[{'name':'a','ports':[{'containerPort':2}]},{'name':'b'}]} #"
                    + " {'containers':[{'name':'a','ports':[{'containerPort':1},{'containerPort':2}]},{'name':'b'}]}",
                "{'env':[{'name':'A'},{'name':'B'}]} # {'env':[{'name':'A','$patch':'delete'}]} #"
                        + " {'env':[{'name':'B'}]}",
                "{'env':[{'name':'A'}]} # {'env':[{'$patch':'replace'},{'name':'C'}]} #"
                        + " {'env':[{'name':'C'}]}",
                "{'spec':{'a':1,'b':2}} # {'spec':{'$patch':'replace','c':3}} # {'spec':{'c':3}}",
                "{'spec':{'a':1}} # {'spec':{'$patch':'delete'}} # {}",
                "{'command':['a','b']} # {'command':['c']} # {'command':['c']}",
            })
    void mergesAsTheServerDoes(String object, String patch, String expected) {
        assertThat(StrategicPatch.apply(json(object), json(patch))).isEqualTo(json(expected));
    }

    @Test
    void failsForWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> StrategicPatch.apply(json("{}"), json("{'$retainKeys':['a']}")))
                .isInstanceOf(PatchFailure.class)
                .hasMessageContaining("$retainKeys");
        assertThatThrownBy(() -> StrategicPatch.apply(json("{}"), json("{'env':[{'value':'x'}]}")))
                .isInstanceOf(PatchFailure.class)
                .hasMessageContaining("does not say its name");
    }

    private static JsonNode json(String text) {
        return ApiSession.JSON.readTree(text.replace('\'', '"'));
    }
}
