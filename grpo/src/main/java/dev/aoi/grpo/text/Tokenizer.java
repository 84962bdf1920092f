package dev.aoi.grpo.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;

import dev.aoi.grpo.weights.ModelFolderException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A byte-level BPE tokenizer from a {@code tokenizer.json} (Qwen2.5, Qwen3, Llama-3, SmolLM2,
 * GPT-2). Ids and text equal those of the Python tokenizers library. Truncation and padding that
 * the file switches on are off.
 *
 * <p>Safe for use by several threads until closed. Text with a lone surrogate is encoded as if
 * U+FFFD stood there.
 */
public final class Tokenizer implements AutoCloseable {

    /** Asked only when no flavour was chosen; "cpu" is in the jar, others would be downloaded. */
    private static final String FLAVOUR = "RUST_FLAVOR";

    private static final Map<String, String> WHOLE_TEXT =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final TokenizerFile file;
    private final HuggingFaceTokenizer encoder;
    private final byte[][] bytes;
    private final Map<String, Integer> ids = new HashMap<>();

    private Tokenizer(TokenizerFile file, HuggingFaceTokenizer encoder) {
        this.file = file;
        this.encoder = encoder;
        int size = file.tokens().keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        this.bytes = new byte[size][0];
        file.tokens()
                .forEach(
                        (id, token) -> {
                            bytes[id] = ByteAlphabet.bytes(token);
                            ids.put(token, id);
                        });
    }

    /**
     * Opens a tokenizer.
     *
     * @param path a model folder, or the tokenizer.json itself
     * @return the tokenizer, to be closed by the caller
     * @throws ModelFolderException if the file is missing, broken or no byte-level BPE
     */
    public static Tokenizer open(Path path) {
        TokenizerFile file =
                TokenizerFile.read(Files.isDirectory(path) ? path.resolve("tokenizer.json") : path);
        return new Tokenizer(file, encoder(file));
    }

    private static HuggingFaceTokenizer encoder(TokenizerFile file) {
        if (System.getenv(FLAVOUR) == null && System.getProperty(FLAVOUR) == null) {
            System.setProperty(FLAVOUR, "cpu");
        }
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(file.json().getBytes(StandardCharsets.UTF_8)),
                    WHOLE_TEXT);
        } catch (IOException | RuntimeException e) {
            throw new ModelFolderException(
                    file.path()
                            + " is refused by the tokenizers library ("
                            + e.getMessage()
                            + "): take a tokenizer.json that it can load.",
                    e);
        }
    }

    /**
     * Encodes a text. Added tokens within it become their ids.
     *
     * @param text the text
     * @param addSpecialTokens whether the file's post-processor adds its tokens (Llama-3: the
     *     beginning of text); false for text from a chat template, which writes them itself
     * @return the ids
     */
    public int[] encode(String text, boolean addSpecialTokens) {
        TokenizersLibrary library = TokenizersLibrary.LIB;
        long encoding =
                library.encode(encoder.getHandle(), wholeCharacters(text), addSpecialTokens);
        try {
            long[] wide = library.getTokenIds(encoding);
            int[] narrow = new int[wide.length];
            for (int i = 0; i < wide.length; i++) {
                narrow[i] = Math.toIntExact(wide[i]);
            }
            return narrow;
        } finally {
            library.deleteEncoding(encoding);
        }
    }

    /**
     * Decodes ids. Bytes that are not UTF-8 become U+FFFD; ids that the vocabulary lacks (a model
     * may have more rows than its tokenizer has tokens) are left out.
     *
     * @param tokens the ids
     * @param skipSpecial whether special tokens are left out
     * @return the text
     */
    public String decode(int[] tokens, boolean skipSpecial) {
        IncrementalDecoder decoder = incrementalDecoder(skipSpecial);
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            decoder.append(token, text);
        }
        decoder.finish(text);
        return text.toString();
    }

    /**
     * A decoder for tokens that come one by one.
     *
     * @param skipSpecial whether special tokens are left out
     * @return a fresh decoder
     */
    public IncrementalDecoder incrementalDecoder(boolean skipSpecial) {
        return new IncrementalDecoder(this, skipSpecial);
    }

    /**
     * One more than the highest id, added tokens included. A model may have more rows than this.
     *
     * @return the size
     */
    public int vocabularySize() {
        return bytes.length;
    }

    /**
     * The id of a token.
     *
     * @param token the token as the vocabulary writes it (byte-level: {@code Ġthe} for " the")
     * @return its id, or empty if there is none
     */
    public OptionalInt id(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /**
     * The token of an id.
     *
     * @param id the id
     * @return the token as the vocabulary writes it, or empty if there is none
     */
    public Optional<String> token(int id) {
        return Optional.ofNullable(file.tokens().get(id));
    }

    /**
     * The raw bytes that a token adds to the text; they may be a part of a UTF-8 character.
     *
     * @param id the id
     * @return a copy; empty for an id that the vocabulary lacks
     */
    public byte[] bytes(int id) {
        return bytesShared(id).clone();
    }

    /**
     * Whether a token is special, so that decoding may skip it.
     *
     * @param id the id
     * @return true for tokens like the end of a turn
     */
    public boolean isSpecial(int id) {
        AddedToken token = file.added().get(id);
        return token != null && token.special();
    }

    /**
     * The added tokens.
     *
     * @return in the order of their ids
     */
    public List<AddedToken> addedTokens() {
        return List.copyOf(file.added().values());
    }

    @Override
    public void close() {
        encoder.close();
    }

    byte[] bytesShared(int id) {
        return id >= 0 && id < bytes.length ? bytes[id] : new byte[0];
    }

    private static String wholeCharacters(String text) {
        @Nullable StringBuilder whole = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (whole == null) {
                whole = new StringBuilder(text);
            }
            whole.setCharAt(i, '\uFFFD');
        }
        return whole == null ? text : whole.toString();
    }
}
