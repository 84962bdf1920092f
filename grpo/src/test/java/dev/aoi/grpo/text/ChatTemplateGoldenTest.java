package dev.aoi.grpo.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Real templates and small ones, as transformers renders them. */
class ChatTemplateGoldenTest {

    private static final JsonNode RECORDED = TokenizerCases.gzipped("/chat/golden.json.gz");

    private final ChatGolden golden = new ChatGolden(RECORDED, ChatTemplateGoldenTest::source);

    @Test
    void everyConversationIsRenderedAsTransformersDoes() {
        assertThat(RECORDED.get("cases").size()).isGreaterThan(2000);
        assertThat(golden.differences()).isEmpty();
    }

    @Test
    void everySmallTemplateIsRenderedAsJinjaDoes() {
        assertThat(RECORDED.get("snippets").size()).isGreaterThan(140);
        assertThat(golden.snippetDifferences()).isEmpty();
    }

    private static String source(String name) {
        String path = "/chat/templates/" + name + ".jinja";
        try (InputStream in = ChatTemplateGoldenTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
