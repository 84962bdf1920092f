package dev.aoi.standalone.story;

import static dev.aoi.standalone.Records.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.worker.Observation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GistTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'NAME  READY\\na  1/1\\nb  1/1\\n'|| 0|2 rows",
                "'NAME  READY\\na  0/1 CrashLoopBackOff\\n'|| 0|a 0/1 CrashLoopBackOff",
                "'NAME  READY\\n'|| 0|no rows",
                "'  sl  local_address rem_address\\n   0: 0:1 2\\n   1: 0:2 3\\n'|| 0|2 rows",
                "'{\\n  \"kind\": \"Service\"\\n}\\n'|| 0|3 lines of JSON",
                "'{}'|| 0|{}",
                "'patched\\n'|| 0|patched",
                "'a\\nb\\n'|| 0|a (and 1 more line)",
                "''|| 0|no output",
                "''|'No resources found in shop namespace.'| 0|No resources found in shop"
                        + " namespace.",
                "''|'error: x\\nerror: y\\n'| 1|error: x (and 1 more line)",
                "'out'|''| 1|out"
            })
    void inAFewWords(String output, String error, int exit, String gist) {
        Observation event =
                Observation.newBuilder()
                        .setHeader(header("o"))
                        .setOutput(text(output))
                        .setErrorOutput(text(error))
                        .setExitCode(exit)
                        .build();
        assertThat(Gist.of(event)).isEqualTo("| " + gist);
    }

    private static String text(String escaped) {
        return escaped == null ? "" : escaped.translateEscapes();
    }
}
