package dev.aoi.schemas.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

/**
 * FULL_TRANSITIVE: whatever any release wrote is read by this one, and the other way round; no
 * released record type is gone.
 */
final class CompatibilityTest {

    @TestFactory
    Stream<DynamicTest> everyReleasedTypeIsReadAndReadsUs() throws IOException {
        Map<String, Schema> now = CurrentSchemas.all();
        return ReleasedSchemas.all().stream()
                .flatMap(
                        release ->
                                release.schemas().stream()
                                        .map(
                                                then ->
                                                        DynamicTest.dynamicTest(
                                                                release.version()
                                                                        + " "
                                                                        + then.getName(),
                                                                () -> check(now, then))));
    }

    private static void check(Map<String, Schema> now, Schema then) {
        assertThat(now).as("types on topics").containsKey(then.getFullName());
        Schema current = now.get(then.getFullName());
        assertThat(problem(current, then)).as("this release reads what that one wrote").isEmpty();
        assertThat(problem(then, current)).as("that release reads what this one writes").isEmpty();
    }

    private static String problem(Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return result.getType() == SchemaCompatibilityType.COMPATIBLE
                ? ""
                : result.getResult().getIncompatibilities().toString();
    }

    /** The check itself works. */
    @Test
    void aFieldWithoutDefaultIsFound() {
        Schema before = SchemaBuilder.record("R").fields().endRecord();
        Schema after = SchemaBuilder.record("R").fields().requiredInt("n").endRecord();

        assertThat(problem(after, before)).contains("READER_FIELD_MISSING_DEFAULT_VALUE");
        assertThat(problem(before, after)).isEmpty();
    }
}
