package dev.aoi.grpo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

final class JsonLinesTest {
    @TempDir private Path folder;

    @Test
    void linesKnowTheirPlaces() throws IOException {
        Path file = Files.writeString(folder.resolve("in"), "a\n\nb");

        try (Stream<JsonLines.Line> lines = new JsonLines(file).lines()) {
            assertThat(lines)
                    .containsExactly(
                            new JsonLines.Line(file.toString(), 1, "a"),
                            new JsonLines.Line(file.toString(), 2, ""),
                            new JsonLines.Line(file.toString(), 3, "b"));
        }
    }

    @Test
    void bytesThatAreNoTextAreToldWithTheirPlace() throws IOException {
        Path file =
                Files.write(
                        folder.resolve("in"), "a\n\u00ff\n".getBytes(StandardCharsets.ISO_8859_1));

        try (Stream<JsonLines.Line> lines = new JsonLines(file).lines()) {
            assertThatThrownBy(lines::toList)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageEndingWith("is not UTF-8");
        }
    }

    @Test
    void aNumberBeyondAnIntIsNoTokenId() {
        assertThatThrownBy(() -> JsonLines.ids(JsonLines.JSON.readTree("[3000000000]"), "ids"))
                .hasMessage("ids must be an array of token ids, but is [3000000000]");
    }

    @Test
    void metricsThatAreNoNumberAreNull() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", 0.5);
        metrics.put("reward_std", Double.NaN);

        assertThat(JsonLines.metrics(metrics).toString())
                .isEqualTo("{\"loss\":0.5,\"reward_std\":null}");
    }
}
