package dev.aoi.grpo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.grpo.weights.ModelFolderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class TokenizerTest {

    @Test
    void tokensHaveIdsTextAndBytes() {
        try (Tokenizer tokenizer = TokenizerCases.open("qwen")) {
            assertThat(tokenizer.vocabularySize()).isEqualTo(2048);
            int end = tokenizer.id("<|im_end|>").orElseThrow();
            assertThat(tokenizer.token(end)).contains("<|im_end|>");
            assertThat(tokenizer.isSpecial(end)).isTrue();
            int think = tokenizer.id("<think>").orElseThrow();
            assertThat(tokenizer.isSpecial(think)).isFalse();
            assertThat(tokenizer.bytes(think))
                    .isEqualTo("<think>".getBytes(StandardCharsets.UTF_8));
            assertThat(tokenizer.bytes(tokenizer.id("Ġ").orElseThrow())).containsExactly(' ');
            assertThat(tokenizer.id("no such token")).isEmpty();
            assertThat(tokenizer.token(2048)).isEmpty();
            assertThat(tokenizer.bytes(2048)).isEmpty();
            assertThat(tokenizer.addedTokens())
                    .hasSize(10)
                    .contains(new AddedToken(end, "<|im_end|>", true));
        }
    }

    @Test
    void everyByteIsAToken() {
        try (Tokenizer tokenizer = TokenizerCases.open("smollm")) {
            boolean[] seen = new boolean[256];
            for (int id = 0; id < tokenizer.vocabularySize(); id++) {
                byte[] bytes = tokenizer.bytes(id);
                if (bytes.length == 1) {
                    seen[bytes[0] & 0xFF] = true;
                }
            }
            assertThat(seen).doesNotContain(false);
        }
    }

    @Test
    void aLoneSurrogateIsEncodedAsTheReplacementCharacter() {
        try (Tokenizer tokenizer = TokenizerCases.open("llama")) {
            assertThat(tokenizer.encode("a\ud83d b\ude00", false))
                    .isEqualTo(tokenizer.encode("a\ufffd b\ufffd", false));
        }
    }

    @Test
    void idsThatTheVocabularyLacksDecodeToNothing() {
        try (Tokenizer tokenizer = TokenizerCases.open("llama")) {
            int[] ids = {tokenizer.id("a").orElseThrow(), 5000, tokenizer.id("b").orElseThrow()};
            assertThat(tokenizer.decode(ids, false)).isEqualTo("ab");
        }
    }

    @Test
    void aFolderWithoutTokenizerIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> Tokenizer.open(folder))
                .isInstanceOf(ModelFolderException.class)
                .hasMessage(
                        folder.resolve("tokenizer.json")
                                + " cannot be read: a model folder needs a tokenizer.json.");
    }

    @Test
    void aTruncatedFileIsRefused(@TempDir Path folder) throws IOException {
        String whole = Files.readString(TokenizerCases.folder("qwen").resolve("tokenizer.json"));
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        assertThatThrownBy(() -> Tokenizer.open(folder))
                .isInstanceOf(ModelFolderException.class)
                .hasMessageStartingWith(file + " is not JSON (")
                .hasMessageEndingWith("the file may be truncated, copy it again.");
    }

    @Test
    void otherModelsAndDecodersAreRefusedByName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, "{\"model\":{\"type\":\"Unigram\",\"vocab\":[]}}");
        assertThatThrownBy(() -> Tokenizer.open(file))
                .isInstanceOf(ModelFolderException.class)
                .hasMessageStartingWith(file + " holds a Unigram model");
        Files.writeString(
                file,
                "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]},"
                        + "\"decoder\":{\"type\":\"Sequence\",\"decoders\":[{\"type\":\"Replace\"},"
                        + "{\"type\":\"ByteFallback\"}]}}");
        assertThatThrownBy(() -> Tokenizer.open(file))
                .isInstanceOf(ModelFolderException.class)
                .hasMessageStartingWith(file + " asks for the decoder Replace, ByteFallback");
    }

    @Test
    void aComponentThatTheLibraryDoesNotKnowIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        String whole = Files.readString(TokenizerCases.folder("qwen").resolve("tokenizer.json"));
        Files.writeString(file, whole.replace("\"NFC\"", "\"NFQ\""));
        assertThatThrownBy(() -> Tokenizer.open(file))
                .isInstanceOf(ModelFolderException.class)
                .hasMessageStartingWith(file + " is refused by the tokenizers library (");
    }
}
