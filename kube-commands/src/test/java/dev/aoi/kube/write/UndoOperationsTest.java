package dev.aoi.kube.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.kube.api.ApiSession;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tools.jackson.databind.JsonNode;

class UndoOperationsTest {

    @Property
    void leadsFromAfterBackToBefore(
            @ForAll("objects") JsonNode before, @ForAll("objects") JsonNode after) {
        UndoOperations.between(before, after, true)
                .ifPresentOrElse(
                        undo -> assertThat(JsonPatch.apply(after, undo)).isEqualTo(before),
                        () -> assertThat(after).isEqualTo(before));
    }

    @Property
    void aMergePatchIsUndoneToTheByte(
            @ForAll("objects") JsonNode before, @ForAll("objects") JsonNode patch) {
        JsonNode after = MergePatch.apply(before, patch);
        UndoOperations.between(before, after, true)
                .ifPresent(undo -> assertThat(JsonPatch.apply(after, undo)).isEqualTo(before));
    }

    @Provide
    Arbitrary<JsonNode> objects() {
        return maps(3).map(spec -> "{\"metadata\":{\"uid\":\"u\"},\"spec\":" + spec + "}")
                .map(ApiSession.JSON::readTree);
    }

    private static Arbitrary<String> maps(int depth) {
        Arbitrary<String> scalars = Arbitraries.of("1", "2", "\"x\"", "true", "\"\"");
        Arbitrary<String> values =
                depth == 0
                        ? scalars
                        : Arbitraries.oneOf(
                                scalars,
                                maps(depth - 1),
                                maps(depth - 1).list().ofMaxSize(3).map(l -> l.toString()));
        return Combinators.combine(values, values, Arbitraries.integers().between(0, 3))
                .as(
                        (a, b, shape) ->
                                switch (shape) {
                                    case 0 -> "{}";
                                    case 1 -> "{\"a/~b\":" + a + "}";
                                    case 2 -> "{\"c\":" + b + "}";
                                    default -> "{\"a/~b\":" + a + ",\"c\":" + b + "}";
                                });
    }
}
