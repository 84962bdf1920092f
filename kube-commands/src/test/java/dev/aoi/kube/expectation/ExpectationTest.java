package dev.aoi.kube.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.handle.HandleEntry;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.server.SmallApiServer;
import dev.aoi.kube.server.Store;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;

class ExpectationTest {

    private static final HandleTable TABLE =
            HandleTable.of(1, List.of(new HandleEntry("@s1", "Service", "shop", "a", "u1")));

    private final Store store =
            new Store()
                    .put(
                            ApiSession.JSON.readTree(
                                    """
                                    {"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1",
                                     "metadata":{"name":"a-x","namespace":"shop",
                                     "labels":{"kubernetes.io/service-name":"a"}},
                                     "endpoints":[{"addresses":["10.0.0.1"],
                                      "conditions":{"ready":true}}],
                                     "ports":[{"port":9090}]}\
                                    """))
                    .put(
                            ApiSession.JSON.readTree(
                                    """
                                    {"kind":"Deployment","apiVersion":"apps/v1","metadata":{
                                     "name":"d","namespace":"shop","generation":2},
                                     "spec":{"replicas":2},
                                     "status":{"readyReplicas":1,"observedGeneration":2}}\
                                    """));

    @ParameterizedTest
    @CsvSource({
        "endpoints service/a port 9090, true",
        "endpoints @s1 port 9090, true",
        "endpoints service/a port 9999, false",
        "endpoints service/b port 9090, false",
        "deployment/d ready 1, true",
        "deployment/d ready 2, false",
        "deployment/e ready 1, false",
        "field deployment/d /spec/replicas = 2, true",
        "field deployment/d /spec/replicas = 3, false",
        "field deployment/d /metadata/name = d, true",
    })
    void looks(String text, boolean met) throws IOException {
        try (SmallApiServer server = new SmallApiServer(store)) {
            Expectation expectation =
                    ((Parsing.Stated) ExpectationParser.parse(text, TABLE)).expectation();
            assertThat(expectation.check(server.client(), "shop"))
                    .isInstanceOf(met ? Outcome.Met.class : Outcome.NotMet.class);
            assertThat(ExpectationParser.parse(expectation.text()))
                    .isEqualTo(new Parsing.Stated(expectation));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "endpoints pod/a port 1",
                "endpoints @s9 port 1",
                "service/a ready 1",
                "field secret/a /data = x",
                "field deployment/d spec = 1"
            })
    void saysWhichFormsThereAre(String text) {
        assertThat(ExpectationParser.parse(text, TABLE))
                .isInstanceOfSatisfying(
                        Parsing.Malformed.class,
                        m -> assertThat(m.reason()).contains("endpoints service/NAME port N"));
    }
}
