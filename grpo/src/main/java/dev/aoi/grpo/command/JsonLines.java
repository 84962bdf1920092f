package dev.aoi.grpo.command;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    /**
     * The lines, as they come, empty ones, too. The stream must be closed.
     *
     * @throws UncheckedIOException naming the line that cannot be read, also while they come
     */
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
            return Stream.generate(() -> next(reader, source, ++number[0]))
                    .takeWhile(Optional::isPresent)
                    .map(Optional::orElseThrow)
                    .onClose(() -> close(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Line> next(BufferedReader reader, String source, long number) {
        try {
            return Optional.ofNullable(reader.readLine())
                    .map(text -> new Line(source, number, text));
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException(
                    "%s, line %d or one soon after, is not UTF-8".formatted(source, number), e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s, line %d cannot be read: %s".formatted(source, number, e.getMessage()), e);
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
        if (!array.isArray() || !array.valueStream().allMatch(JsonNode::isInt)) {
            throw new IllegalArgumentException(
                    "%s must be an array of token ids, but is %s"
                            .formatted(name, array.isMissingNode() ? "missing" : array));
        }
        return array.valueStream().mapToInt(JsonNode::intValue).toArray();
    }

    /** Metrics as JSON; null for what is not a number. */
    static ObjectNode metrics(Map<String, Double> metrics) {
        ObjectNode json = JSON.createObjectNode();
        metrics.forEach(
                (name, value) -> json.put(name, Double.isFinite(value) ? value : (Double) null));
        return json;
    }
}
