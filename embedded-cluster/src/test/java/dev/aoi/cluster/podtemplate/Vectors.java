package dev.aoi.cluster.podtemplate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Lines of the resources under {@code /podtemplate}. */
public final class Vectors {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Vectors() {}

    public static List<String> lines(String resource) {
        try (InputStream in =
                Objects.requireNonNull(
                        Vectors.class.getResourceAsStream("/podtemplate/" + resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<JsonNode> read(String resource) {
        return lines(resource).stream().map(JSON::readTree).toList();
    }
}
