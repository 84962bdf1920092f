package dev.aoi.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class VersionsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode old =
            JSON.readTree("{\"a\":{\"b\":1,\"c\":[{\"d\":\"x\"},{\"d\":\"y\"}]},\"e\":{\"f\":2}}");

    @Test
    void anEqualObjectIsTheOldOne() {
        assertThat(Versions.sharing(old, old.deepCopy())).isSameAs(old);
    }

    @Test
    void partsThatDidNotChangeAreTheOldOnes() {
        ObjectNode wanted = (ObjectNode) old.deepCopy();
        ((ObjectNode) wanted.at("/a/c/1")).put("d", "z");
        JsonNode next = Versions.sharing(old, wanted);
        assertThat(next).isEqualTo(wanted);
        assertThat(next.path("e")).isSameAs(old.path("e"));
        assertThat(next.at("/a/c/0")).isSameAs(old.at("/a/c/0"));
        assertThat(next.at("/a/c/1")).isNotSameAs(wanted.at("/a/c/1"));
    }

    @Test
    void whatTheCallerChangesLaterIsNotStored() {
        ObjectNode wanted = (ObjectNode) old.deepCopy();
        wanted.putObject("new").put("g", 3);
        JsonNode next = Versions.sharing(old, wanted);
        ((ObjectNode) wanted.path("new")).put("g", 4);
        assertThat(next.at("/new/g").asInt()).isEqualTo(3);
    }

    @Test
    void anotherOrderOfFieldsIsKept() {
        JsonNode wanted = JSON.readTree("{\"e\":{\"f\":2},\"a\":" + old.path("a") + "}");
        JsonNode next = Versions.sharing(old, wanted);
        assertThat(next.toString()).isEqualTo(wanted.toString());
        assertThat(next.path("a")).isSameAs(old.path("a"));
    }

    @Test
    void aNextVersionHasMetadataOfItsOwn() {
        ObjectNode stored = (ObjectNode) JSON.readTree("{\"metadata\":{\"name\":\"n\"},\"a\":{}}");
        ObjectNode next = Versions.next(stored);
        ObjectMeta.mutable(next).put("name", "other");
        assertThat(ObjectMeta.name(stored)).isEqualTo("n");
        assertThat(next.path("a")).isSameAs(stored.path("a"));
    }
}
