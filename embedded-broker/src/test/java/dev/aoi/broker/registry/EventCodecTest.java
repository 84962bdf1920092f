package dev.aoi.broker.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.broker.registry.RegistryEvent.LevelSet;
import dev.aoi.broker.registry.RegistryEvent.SchemaRegistered;
import dev.aoi.broker.registry.RegistryEvent.SubjectDeleted;
import dev.aoi.broker.registry.RegistryEvent.VersionDeleted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

class EventCodecTest {

    static Stream<RegistryEvent> events() {
        return Stream.of(
                new SchemaRegistered("s", 2, 7, new Definition("\"int\"", List.of())),
                new SchemaRegistered(
                        "ü/\"",
                        1,
                        8,
                        new Definition("\"x.Y\"", List.of(new Reference("x.Y", "y", 3)))),
                new VersionDeleted("s", 2, false),
                new VersionDeleted("s", 2, true),
                new SubjectDeleted("s", true),
                new LevelSet("s", CompatibilityLevel.FULL),
                new LevelSet(null, CompatibilityLevel.NONE),
                new LevelSet("s", null),
                new LevelSet(null, null));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsWhatItWrote(RegistryEvent event) {
        LoggedEvent logged = new LoggedEvent("id", 41, event);
        assertThat(EventCodec.decode("id", EventCodec.encode(logged), 0)).isEqualTo(logged);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{}",
                "{\"after\":1}",
                "{\"after\":1,\"event\":\"new-kind\"}",
                "{\"after\":1,\"event\":\"schema-registered\",\"subject\":\"s\"}",
                "{\"after\":1,\"event\":\"level-set\",\"level\":\"SOME\"}",
                "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schema\":\"\\\"int\\\"\"}"
            })
    void refusesWhatItDidNotWrite(String foreign) {
        assertThatThrownBy(
                        () -> EventCodec.decode("id", foreign.getBytes(StandardCharsets.UTF_8), 12))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageStartingWith(
                        "The record at offset 12 of the registry's topic is not this registry's (");
    }

    @Test
    void refusesATombstone() {
        assertThatThrownBy(() -> EventCodec.decode("id", null, 3))
                .isInstanceOf(UnreadableLogException.class);
    }
}
