package dev.aoi.broker.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.broker.registry.RegistryEvent.SchemaRegistered;

import org.junit.jupiter.api.Test;

import java.util.List;

class SchemaParsingTest {

    private static final RegistryState EMPTY = RegistryState.EMPTY;

    @Test
    void whiteSpaceOrderAndNamespaceSpellingMakeNoDifference() {
        Definition plain =
                parse(
                        "{\"type\":\"record\",\"name\":\"x.R\",\"fields\":"
                                + "[{\"name\":\"f\",\"type\":\"int\"}]}");
        Definition odd =
                parse(
                        "{ \"fields\": [ {\"type\": {\"type\": \"int\"}, \"name\": \"f\"} ],\n"
                                + " \"namespace\": \"x\", \"name\": \"R\", \"type\": \"record\" }");
        assertThat(odd).isEqualTo(plain);
        assertThat(plain.schema())
                .isEqualTo(
                        "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"x\",\"fields\":"
                                + "[{\"name\":\"f\",\"type\":\"int\"}]}");
    }

    @Test
    void aPropertyMakesADifference() {
        assertThat(parse("{\"type\":\"string\",\"p\":\"1\"}")).isNotEqualTo(parse("\"string\""));
    }

    @Test
    void whatAReferenceDefinesIsPrintedByName() {
        Reference toInner = new Reference("x.Inner", "inner", 1);
        RegistryState state =
                EMPTY.evolve(new SchemaRegistered("inner", 1, 1, parse(Rest.record("x.Inner"))));
        ParsedSchema parsed = SchemaParsing.parse(state, outer("x.Inner"), List.of(toInner));
        assertThat(parsed.definition())
                .isEqualTo(new Definition(outer("x.Inner"), List.of(toInner)));
        assertThat(parsed.schema().getField("f").schema().getFields()).isEmpty();
    }

    @Test
    void referencesOfReferencesAreReadOnce() {
        Reference toInner = new Reference("Inner", "inner", 1);
        Reference toOuter = new Reference("Outer", "outer", 1);
        RegistryState state =
                EMPTY.evolve(new SchemaRegistered("inner", 1, 1, parse(Rest.record("Inner"))));
        Definition outer =
                SchemaParsing.parse(state, outer("Inner"), List.of(toInner)).definition();
        state = state.evolve(new SchemaRegistered("outer", 1, 2, outer));
        String top =
                Rest.record(
                        "Top",
                        "{\"name\":\"o\",\"type\":\"Outer\"},{\"name\":\"i\",\"type\":\"Inner\"}");
        assertThat(SchemaParsing.parse(state, top, List.of(toOuter, toInner)).definition().schema())
                .isEqualTo(top);
    }

    @Test
    void theLatestVersionIsPinned() {
        RegistryState state =
                EMPTY.evolve(new SchemaRegistered("inner", 1, 1, parse(Rest.record("Inner"))));
        assertThat(
                        SchemaParsing.parse(
                                        state,
                                        outer("Inner"),
                                        List.of(new Reference("Inner", "inner", -1)))
                                .definition()
                                .references())
                .containsExactly(new Reference("Inner", "inner", 1));
    }

    @Test
    void refusesWhatIsNotAvroAndReferencesToNothing() {
        assertThatThrownBy(() -> parse("{\"type\":\"nonsense\"}"))
                .isInstanceOfSatisfying(ApiError.class, e -> assertThat(e.code()).isEqualTo(42201));
        assertThatThrownBy(
                        () ->
                                SchemaParsing.parse(
                                        EMPTY,
                                        outer("Inner"),
                                        List.of(new Reference("Inner", "inner", 1))))
                .isInstanceOf(ApiError.class)
                .hasMessage("No schema reference found for subject \"inner\" and version 1");
    }

    private static Definition parse(String text) {
        return SchemaParsing.parse(EMPTY, text, List.of()).definition();
    }

    private static String outer(String inner) {
        return Rest.record("Outer", "{\"name\":\"f\",\"type\":\"" + inner + "\"}");
    }
}
