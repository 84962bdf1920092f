package dev.aoi.grpo.text;

import dev.aoi.grpo.weights.ModelFolderException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code tokenizer.json} says about its tokens. Encoding is done by the tokenizers library,
 * which reads the same text; this is for what it does not tell: the bytes of each token.
 *
 * @param path the file
 * @param json its text
 * @param tokens every token by id
 * @param added the added tokens, by id
 */
record TokenizerFile(
        Path path, String json, Map<Integer, String> tokens, Map<Integer, AddedToken> added) {

    /** Far above any vocabulary; a larger id is a broken file. */
    private static final int MAX_ID = (1 << 24) - 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static TokenizerFile read(Path path) {
        String json = text(path);
        JsonNode root = parse(path, json);
        String type = root.path("model").path("type").asString("BPE");
        if (!type.equals("BPE") || !root.path("model").path("vocab").isObject()) {
            throw new ModelFolderException(
                    path
                            + " holds a "
                            + type
                            + " model, but only byte-level BPE is supported: take a model of the"
                            + " Qwen, Llama-3 or SmolLM families.");
        }
        requireByteLevel(path, root.path("decoder"));
        Map<Integer, String> tokens = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("model").path("vocab").properties()) {
            tokens.put(id(path, entry.getKey(), entry.getValue()), entry.getKey());
        }
        Map<Integer, AddedToken> added = new TreeMap<>();
        for (JsonNode node : root.path("added_tokens")) {
            String text = node.path("content").asString("");
            int id = id(path, text, node.path("id"));
            added.put(id, new AddedToken(id, text, node.path("special").asBoolean(false)));
            tokens.put(id, text);
        }
        return new TokenizerFile(path, json, tokens, added);
    }

    private static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ModelFolderException(
                    path + " cannot be read: a model folder needs a tokenizer.json.", e);
        }
    }

    private static JsonNode parse(Path path, String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new ModelFolderException(
                    path
                            + " is not JSON ("
                            + e.getOriginalMessage()
                            + "): the file may be truncated, copy it again.",
                    e);
        }
    }

    private static void requireByteLevel(Path path, JsonNode decoder) {
        List<String> kinds = new ArrayList<>();
        if (decoder.path("type").asString("none").equals("Sequence")) {
            decoder.path("decoders").forEach(d -> kinds.add(d.path("type").asString("none")));
        } else {
            kinds.add(decoder.path("type").asString("none"));
        }
        if (!kinds.equals(List.of("ByteLevel"))) {
            throw new ModelFolderException(
                    path
                            + " asks for the decoder "
                            + String.join(", ", kinds)
                            + ", but only ByteLevel is supported: take a byte-level BPE"
                            + " tokenizer.");
        }
    }

    private static int id(Path path, String token, JsonNode id) {
        if (!id.isIntegralNumber()
                || !id.canConvertToInt()
                || id.asInt() < 0
                || id.asInt() > MAX_ID) {
            throw new ModelFolderException(
                    path
                            + " gives the token '"
                            + token
                            + "' the id "
                            + id
                            + ", not one from 0 to "
                            + MAX_ID
                            + ".");
        }
        return id.asInt();
    }
}
