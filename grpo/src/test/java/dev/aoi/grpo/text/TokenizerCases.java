package dev.aoi.grpo.text;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The recorded strings of {@code tokenizer_strings.py}, and the tokenizers they belong to. */
final class TokenizerCases {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private TokenizerCases() {}

    static Path folder(String name) {
        try {
            return Path.of(TokenizerCases.class.getResource("/tokenizers/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Tokenizer open(String name) {
        return Tokenizer.open(folder(name));
    }

    static JsonNode gzipped(String resource) {
        try (InputStream in = TokenizerCases.class.getResourceAsStream(resource);
                InputStream plain = new GZIPInputStream(in)) {
            return JSON.readTree(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int[] ids(JsonNode array) {
        int[] ids = new int[array.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = array.get(i).asInt();
        }
        return ids;
    }
}
