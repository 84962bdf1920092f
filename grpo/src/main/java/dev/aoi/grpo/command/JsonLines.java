package dev.aoi.grpo.command;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

/** Text input line by line; {@code -} is standard input. */
record JsonLines(Path file) {
    static final JsonMapper JSON = new JsonMapper();
    private static final Path STANDARD_INPUT = Path.of("-");

    /** A line and where it stands. */
    record Line(String source, long number, String text) {

        /**
         * The line's JSON.
         *
         * @throws IllegalArgumentException when it is none
         */
        JsonNode json() {
            return read(JSON::readTree);
        }

        /** What a reader makes of the line; its complaints are told with the line's place. */
        <T> T read(Function<String, T> reader) {
            try {
                return reader.apply(text);
            } catch (JacksonException e) {
                throw new IllegalArgumentException(
                        "%s is not JSON: %s".formatted(place(), e.getOriginalMessage()), e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(place() + ": " + e.getMessage(), e);
            }
        }

        private String place() {
            return "%s, line %d".formatted(source, number);
        }
    }

    /** The lines, as they come; empty ones are left out. The stream must be closed. */
    Stream<Line> lines() {
        try {
            boolean standard = file.equals(STANDARD_INPUT);
            BufferedReader reader =
                    standard
                            ? new BufferedReader(
                                    new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            : Files.newBufferedReader(file);
            long[] number = {0};
            String source = standard ? "standard input" : file.toString();
            return reader.lines()
                    .map(text -> new Line(source, ++number[0], text))
                    .onClose(() -> close(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void close(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Token ids of a JSON array. */
    static int[] ids(JsonNode array, String name) {
        if (!array.isArray() || !array.valueStream().allMatch(JsonNode::isIntegralNumber)) {
            throw new IllegalArgumentException(
                    "%s must be an array of token ids, but is %s"
                            .formatted(name, array.isMissingNode() ? "missing" : array));
        }
        return array.valueStream().mapToInt(JsonNode::intValue).toArray();
    }
}
