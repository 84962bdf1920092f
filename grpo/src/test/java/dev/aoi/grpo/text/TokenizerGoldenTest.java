package dev.aoi.grpo.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

/** 1,000 strings through four tokenizers: ids and text as the Python tokenizers library gives. */
class TokenizerGoldenTest {

    private static final JsonNode GOLDEN = TokenizerCases.gzipped("/tokenizers/strings.json.gz");

    @ParameterizedTest
    @ValueSource(strings = {"qwen", "llama", "smollm", "mixed"})
    void everyStringHasTheRecordedIdsAndText(String name) {
        JsonNode strings = GOLDEN.get("strings");
        JsonNode want = GOLDEN.get("tokenizers").get(name);
        assertThat(strings.size()).isEqualTo(1000);
        try (Tokenizer tokenizer = TokenizerCases.open(name)) {
            for (int i = 0; i < strings.size(); i++) {
                String key = Integer.toString(i);
                String text = strings.get(i).asString();
                int[] plain = TokenizerCases.ids(want.get("ids").get(i));
                JsonNode special = want.get("with_special").get(key);
                assertThat(tokenizer.encode(text, false)).as(text).isEqualTo(plain);
                assertThat(tokenizer.encode(text, true))
                        .as(text)
                        .isEqualTo(special == null ? plain : TokenizerCases.ids(special));
                assertThat(tokenizer.decode(plain, false))
                        .isEqualTo(want.get("decoded").path(key).asString(text));
                assertThat(tokenizer.decode(plain, true))
                        .isEqualTo(want.get("decoded_skipping").path(key).asString(text));
                assertThat(tokenizer.decode(everySecond(plain), false))
                        .as("bytes that are not UTF-8, from %s", text)
                        .isEqualTo(want.get("cut").get(i).asString());
            }
        }
    }

    private static int[] everySecond(int[] ids) {
        int[] cut = new int[ids.length / 2];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = ids[2 * i + 1];
        }
        return cut;
    }
}
