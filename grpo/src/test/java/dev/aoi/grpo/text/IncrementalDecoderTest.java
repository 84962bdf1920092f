package dev.aoi.grpo.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

import java.text.Normalizer;

class IncrementalDecoderTest {

    private static final Tokenizer LLAMA = TokenizerCases.open("llama");
    private static final Tokenizer QWEN = TokenizerCases.open("qwen");

    @AfterContainer
    static void close() {
        LLAMA.close();
        QWEN.close();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .list()
                .ofMaxSize(60)
                .map(
                        codes -> {
                            StringBuilder text = new StringBuilder();
                            codes.forEach(text::appendCodePoint);
                            return text.toString();
                        });
    }

    @Property(tries = 500)
    void whatWasEncodedIsDecoded(@ForAll("texts") String text) {
        assertThat(LLAMA.decode(LLAMA.encode(text, false), false)).isEqualTo(text);
        if (Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            assertThat(QWEN.decode(QWEN.encode(text, false), false)).isEqualTo(text);
        }
    }

    @Property(tries = 500)
    void piecesNeverSplitACharacterAndJoinToTheWhole(@ForAll("texts") String text) {
        int[] ids = LLAMA.encode(text, true);
        IncrementalDecoder decoder = LLAMA.incrementalDecoder(true);
        StringBuilder joined = new StringBuilder();
        for (int id : ids) {
            String piece = decoder.append(id);
            assertThat(text.startsWith(joined + piece)).isTrue();
            if (!piece.isEmpty()) {
                assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1))).isFalse();
            }
            joined.append(piece);
        }
        assertThat(decoder.finish()).isEmpty();
        assertThat(joined.toString()).isEqualTo(text);
    }

    @Property(tries = 500)
    void anyIdsJoinToTheirDecodedText(@ForAll int[] numbers) {
        int[] ids = new int[numbers.length];
        IncrementalDecoder decoder = QWEN.incrementalDecoder(false);
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = Math.floorMod(numbers[i], QWEN.vocabularySize());
            joined.append(decoder.append(ids[i]));
        }
        joined.append(decoder.finish());
        assertThat(joined.toString()).isEqualTo(QWEN.decode(ids, false));
    }
}
