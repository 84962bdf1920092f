package dev.aoi.env.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SpecHashTest {
    private static final String OBJECT =
            """
            {"kind":"Service","metadata":{"name":"a","resourceVersion":"1","uid":"u",
             "annotations":{"deployment.kubernetes.io/revision":"1"}},
             "spec":{"b":1,"a":[1,2]},"status":{"x":1}}\
            """;

    private static String hash(String json) {
        return SpecHash.of((ObjectNode) JsonMapper.builder().build().readTree(json));
    }

    @Test
    void ignoresBookkeepingStatusAndOrderOfKeys() {
        assertThat(
                        hash(
                                """
                                {"status":{},"spec":{"a":[1,2],"b":1},"kind":"Service",
                                 "metadata":{"generation":4,"managedFields":[],"name":"a"}}\
                                """))
                .isEqualTo(hash(OBJECT));
    }

    @Test
    void seesSpecLabelsAndOrderOfLists() {
        assertThat(hash(OBJECT.replace("\"b\":1", "\"b\":2"))).isNotEqualTo(hash(OBJECT));
        assertThat(hash(OBJECT.replace("[1,2]", "[2,1]"))).isNotEqualTo(hash(OBJECT));
        assertThat(hash(OBJECT.replace("\"b\":1", "\"b\":\"1\""))).isNotEqualTo(hash(OBJECT));
        assertThat(
                        hash(
                                OBJECT.replace(
                                        "\"name\":\"a\"",
                                        "\"name\":\"a\",\"labels\":{\"x\":\"y\"}")))
                .isNotEqualTo(hash(OBJECT));
    }
}
