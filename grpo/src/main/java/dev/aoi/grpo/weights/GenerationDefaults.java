package dev.aoi.grpo.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a model wants to be sampled: {@code generation_config.json}, with the defaults of
 * transformers 5.23 for what it does not say. The token ids fall back on {@code config.json}'s.
 *
 * @param sample whether to sample; greedy otherwise ({@code do_sample})
 * @param temperature divides the logits
 * @param topP share of the probability that is kept; 1 keeps all
 * @param topK number of tokens that are kept; 0 keeps all
 * @param minP share of the best token's probability below which tokens are dropped; 0 drops none
 * @param repetitionPenalty divides positive and multiplies negative logits of seen tokens
 * @param bosTokenId the token that begins a text, if there is one
 * @param eosTokenIds the tokens that end a text
 * @param padTokenId the padding token, if there is one
 */
public record GenerationDefaults(
        boolean sample,
        double temperature,
        double topP,
        int topK,
        double minP,
        double repetitionPenalty,
        OptionalInt bosTokenId,
        List<Integer> eosTokenIds,
        OptionalInt padTokenId) {
    static final String FILE = "generation_config.json";

    public GenerationDefaults {
        eosTokenIds = List.copyOf(eosTokenIds);
    }

    /** What holds for a folder without the file. */
    public static GenerationDefaults of(ModelConfig config) {
        return new GenerationDefaults(
                false,
                1,
                1,
                50,
                0,
                1,
                config.bosTokenId(),
                config.eosTokenIds(),
                config.padTokenId());
    }

    /**
     * Reads a folder's {@code generation_config.json}, if it has one.
     *
     * @throws ModelFolderException when the file is not JSON or a value is out of its range
     */
    public static GenerationDefaults read(Path directory, ModelConfig config) {
        GenerationDefaults absent = of(config);
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return absent;
        }
        ConfigJson json = ConfigJson.read(file);
        return new GenerationDefaults(
                json.flag("do_sample", absent.sample()),
                number(json, "temperature", absent.temperature(), Double.MAX_VALUE),
                number(json, "top_p", absent.topP(), 1),
                json.wholeNumber("top_k", absent.topK()),
                number(json, "min_p", absent.minP(), 1),
                number(json, "repetition_penalty", absent.repetitionPenalty(), Double.MAX_VALUE),
                json.tokenId("bos_token_id", absent.bosTokenId()),
                json.tokenIds("eos_token_id", absent.eosTokenIds()),
                json.tokenId("pad_token_id", absent.padTokenId()));
    }

    private static double number(ConfigJson json, String key, double fallback, double highest) {
        double value = json.number(key, fallback);
        if (!(value >= 0 && value <= highest)) {
            throw json.mustBe(key, highest == 1 ? "from 0 to 1" : "at least 0");
        }
        return value;
    }
}
