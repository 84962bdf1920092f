package dev.aoi.grpo.training;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SequencedMap;

/**
 * Appends one JSON object per step: {@code step} and the metrics; null for what is not a number.
 * Steps that were done again after a crash are there twice, and the later line holds.
 */
public final class JsonLinesLog implements MetricLog {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    /**
     * @param file made when it is missing, as is its folder
     */
    public JsonLinesLog(Path file) {
        this.file = file;
    }

    @Override
    public void log(long step, SequencedMap<String, Double> metrics) {
        ObjectNode line = JSON.createObjectNode().put("step", step);
        metrics.forEach(
                (name, value) -> line.put(name, Double.isFinite(value) ? value : (Double) null));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    JSON.writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
