package dev.aoi.grpo.weights;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What {@code config.json} of a Qwen2.5, Qwen3 or Llama-3 model says, with the defaults of
 * transformers 5.23 where it says nothing. What this library cannot run (another architecture, a
 * sliding window in effect, another activation, quantised weights …) is refused when it is read.
 *
 * @param family architecture
 * @param vocabularySize rows of the embedding
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width inside the MLP
 * @param layers decoder layers
 * @param heads query heads
 * @param keyValueHeads key and value heads; divides {@code heads}
 * @param headDim width of a head, even; heads × headDim may differ from hiddenSize
 * @param rmsNormEps ε of every RMSNorm
 * @param ropeTheta base of the rotary frequencies
 * @param ropeScaling their stretching
 * @param maxPositions longest context, tokens
 * @param tiedEmbeddings whether the language head is the embedding
 * @param queryKeyValueBias whether q, k and v projections have a bias
 * @param outputBias whether the o projection has one
 * @param mlpBias whether gate, up and down have one
 * @param type the weights' number format by the file; F32 when it does not say
 * @param bosTokenId the token that begins a text, if there is one
 * @param eosTokenIds the tokens that end a text; may be empty
 * @param padTokenId the padding token, if there is one
 */
public record ModelConfig(
        ModelFamily family,
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headDim,
        double rmsNormEps,
        double ropeTheta,
        RopeScaling ropeScaling,
        int maxPositions,
        boolean tiedEmbeddings,
        boolean queryKeyValueBias,
        boolean outputBias,
        boolean mlpBias,
        ElementType type,
        OptionalInt bosTokenId,
        List<Integer> eosTokenIds,
        OptionalInt padTokenId) {

    public ModelConfig {
        eosTokenIds = List.copyOf(eosTokenIds);
    }

    /** Whether queries and keys pass an RMSNorm per head (Qwen3). */
    public boolean queryKeyNorm() {
        return family == ModelFamily.QWEN3;
    }

    /**
     * Reads a configuration that is not in a file, or not yet.
     *
     * @param json what config.json would hold
     * @param source where it is from; the messages begin with it
     * @throws ModelFolderException when this library cannot run what it describes
     */
    public static ModelConfig of(ObjectNode json, String source) {
        return new ModelConfigReader(new ConfigJson(source, json)).read();
    }

    /**
     * Reads a folder's {@code config.json}.
     *
     * @throws ModelFolderException when it is missing, or this library cannot run what it describes
     */
    public static ModelConfig read(Path directory) {
        return new ModelConfigReader(ConfigJson.read(directory.resolve("config.json"))).read();
    }
}
