package dev.aoi.broker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.broker.registry.Compatibility.EarlierVersion;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

class CompatibilityTest {

    private static final Schema V1 = schema("{\"name\":\"a\",\"type\":\"int\"}");
    private static final Schema WITH_DEFAULT =
            schema(
                    "{\"name\":\"a\",\"type\":\"int\"},"
                            + "{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
    private static final Schema WITHOUT_DEFAULT =
            schema("{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\"}");
    private static final Schema EMPTY = schema("");
    private static final Schema RETYPED = schema("{\"name\":\"a\",\"type\":\"string\"}");

    @ParameterizedTest
    @CsvSource({
        // level, + field with default, + field without default, - field, other type
        "NONE,                true, true,  true,  true",
        "BACKWARD,            true, false, true,  false",
        "BACKWARD_TRANSITIVE, true, false, true,  false",
        "FORWARD,             true, true,  false, false",
        "FORWARD_TRANSITIVE,  true, true,  false, false",
        "FULL,                true, false, false, false",
        "FULL_TRANSITIVE,     true, false, false, false"
    })
    void judgesOneStep(
            CompatibilityLevel level,
            boolean addWithDefault,
            boolean addWithoutDefault,
            boolean remove,
            boolean retype) {
        assertThat(compatible(level, WITH_DEFAULT, V1)).isEqualTo(addWithDefault);
        assertThat(compatible(level, WITHOUT_DEFAULT, V1)).isEqualTo(addWithoutDefault);
        assertThat(compatible(level, EMPTY, V1)).isEqualTo(remove);
        assertThat(compatible(level, RETYPED, V1)).isEqualTo(retype);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,                true",
        "BACKWARD,            true",
        "BACKWARD_TRANSITIVE, false",
        "FORWARD,             true",
        "FORWARD_TRANSITIVE,  false",
        "FULL,                true",
        "FULL_TRANSITIVE,     false"
    })
    void transitiveLevelsSeeEveryVersion(CompatibilityLevel level, boolean expected) {
        assertThat(compatible(level, V1, RETYPED, V1)).isEqualTo(expected);
    }

    @Test
    void namesTheVersionAndThePlaceOfAClash() {
        assertThat(
                        Compatibility.clashes(
                                CompatibilityLevel.FULL,
                                RETYPED,
                                List.of(new EarlierVersion(7, V1))))
                .containsExactly(
                        "new schema reads version 7: TYPE_MISMATCH at /fields/0/type: reader type:"
                                + " STRING not compatible with writer type: INT",
                        "version 7 reads new schema: TYPE_MISMATCH at /fields/0/type: reader type:"
                                + " INT not compatible with writer type: STRING");
    }

    @Test
    void theFirstVersionOwesNothing() {
        for (CompatibilityLevel level : CompatibilityLevel.values()) {
            assertThat(Compatibility.clashes(level, V1, List.of())).isEmpty();
        }
    }

    private static boolean compatible(
            CompatibilityLevel level, Schema candidate, Schema... earlier) {
        List<EarlierVersion> versions =
                IntStream.range(0, earlier.length)
                        .mapToObj(i -> new EarlierVersion(i + 1, earlier[i]))
                        .toList();
        return Compatibility.clashes(level, candidate, versions).isEmpty();
    }

    private static Schema schema(String fields) {
        return new Schema.Parser().parse(Rest.record("R", fields));
    }
}
