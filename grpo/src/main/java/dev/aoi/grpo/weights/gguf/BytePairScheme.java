package dev.aoi.grpo.weights.gguf;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * How a byte-level BPE tokenizer cuts a text before merging, by the name that llama.cpp stores in
 * {@code tokenizer.ggml.pre}. The JSON is that of each family's own tokenizer.json.
 */
enum BytePairScheme {
    /** GPT-2: its contractions, words, numbers, other signs and spaces. */
    GPT2(Set.of("gpt-2"), "null", byteLevel(true), false, false),
    /** SmolLM: single digits, then as GPT-2. */
    SMOLLM(
            Set.of("smollm"),
            "null",
            """
            {"type":"Sequence","pretokenizers":[{"type":"Digits","individual_digits":true},%s]}
            """
                    .formatted(byteLevel(true)),
            false,
            false),
    /** Llama 3: up to three digits; whole words of the vocabulary are not merged. */
    LLAMA3(Set.of("llama-bpe", "llama3", "llama-v3"), "null", split("\\\\p{N}{1,3}"), true, true),
    /** Qwen2 to Qwen3: single digits; NFC first. */
    QWEN2(Set.of("qwen2"), "{\"type\":\"NFC\"}", split("\\\\p{N}"), false, false);

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Set<String> names;
    private final String normalizer;
    private final String preTokenizer;
    private final boolean ignoresMerges;
    private final boolean addsBos;

    BytePairScheme(
            Set<String> names,
            String normalizer,
            String preTokenizer,
            boolean ignoresMerges,
            boolean addsBos) {
        this.names = names;
        this.normalizer = normalizer;
        this.preTokenizer = preTokenizer;
        this.ignoresMerges = ignoresMerges;
        this.addsBos = addsBos;
    }

    static Optional<BytePairScheme> named(String name) {
        return Arrays.stream(values()).filter(scheme -> scheme.names.contains(name)).findFirst();
    }

    private static String byteLevel(boolean cuts) {
        return """
        {"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":%s}\
        """
                .formatted(cuts);
    }

    /** The cut that Llama 3 and Qwen share but for their numbers. */
    private static String split(String numbers) {
        return """
        {"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\\\r\\\\n\\\\p{L}\\\\p{N}]?\\\\p{L}+|%s| ?[^\\\\s\\\\p{L}\\\\p{N}]+[\\\\r\\\\n]*|\\\\s*[\\\\r\\\\n]+|\\\\s+(?!\\\\S)|\\\\s+"},"behavior":"Isolated","invert":false},%s]}
        """
                .formatted(numbers, byteLevel(false));
    }

    JsonNode normalizer() {
        return MAPPER.readTree(normalizer);
    }

    JsonNode preTokenizer() {
        return MAPPER.readTree(preTokenizer);
    }

    /** Whether a word that is in the vocabulary is taken as it is. */
    boolean ignoresMerges() {
        return ignoresMerges;
    }

    /** Whether a text begins with the bos token where the file does not say. */
    boolean addsBos() {
        return addsBos;
    }
}
