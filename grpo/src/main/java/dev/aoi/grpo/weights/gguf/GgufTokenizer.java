package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.ModelFolderException;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Writes a GGUF file's tokenizer as tokenizer.json and tokenizer_config.json. */
final class GgufTokenizer {
    private static final String MODEL = "tokenizer.ggml.model";
    private static final String SCHEME = "tokenizer.ggml.pre";
    private static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String TYPES = "tokenizer.ggml.token_type";
    private static final String MERGES = "tokenizer.ggml.merges";
    private static final String ADD_BOS = "tokenizer.ggml.add_bos_token";
    private static final String UNKNOWN = "tokenizer.ggml.unknown_token_id";
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int UNUSED = 5;
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String DECODER =
            """
            {"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}
            """;

    private final GgufFile file;
    private final GgufMetadata metadata;
    private final BytePairScheme scheme;
    private final List<String> tokens;
    private final List<Integer> types;

    GgufTokenizer(GgufFile file, GgufMetadata metadata) {
        this.file = file;
        this.metadata = metadata;
        if (!metadata.text(MODEL).equals("gpt2")) {
            throw metadata.notSupported(MODEL, "only gpt2, the byte-level BPE, can");
        }
        this.scheme =
                BytePairScheme.named(metadata.text(SCHEME))
                        .orElseThrow(
                                () ->
                                        metadata.notSupported(
                                                SCHEME,
                                                "only gpt-2, smollm, llama-bpe and qwen2 can"));
        this.tokens = metadata.texts(TOKENS);
        this.types =
                metadata.has(TYPES) ? metadata.wholes(TYPES) : tokens.stream().map(_ -> 1).toList();
        if (types.size() != tokens.size()) {
            throw new ModelFolderException(
                    "%s has %d entries in %s, but %d tokens: it is damaged"
                            .formatted(file.file(), types.size(), TYPES, tokens.size()));
        }
    }

    int size() {
        return tokens.size();
    }

    ObjectNode tokenizer() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        json.set("added_tokens", addedTokens());
        json.set("normalizer", scheme.normalizer());
        json.set("pre_tokenizer", scheme.preTokenizer());
        if (addsBos()) {
            json.set("post_processor", beginning());
        } else {
            json.putNull("post_processor");
        }
        json.set("decoder", MAPPER.readTree(DECODER));
        json.set("model", model());
        return json;
    }

    private ArrayNode addedTokens() {
        ArrayNode added = MAPPER.createArrayNode();
        for (int id = 0; id < tokens.size(); id++) {
            int type = types.get(id);
            if (type == CONTROL || type == USER_DEFINED) {
                added.addObject().put("id", id).setAll(properties(id));
            }
        }
        return added;
    }

    private ObjectNode properties(int id) {
        return MAPPER.createObjectNode()
                .put("content", tokens.get(id))
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", types.get(id) == CONTROL);
    }

    private ObjectNode model() {
        ObjectNode model = MAPPER.createObjectNode();
        model.put("type", "BPE").putNull("dropout");
        if (metadata.has(UNKNOWN)) {
            model.put("unk_token", token(UNKNOWN));
        } else {
            model.putNull("unk_token");
        }
        model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false);
        model.put("ignore_merges", scheme.ignoresMerges());
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            // Unused rows only fill the embedding up; no text may become one.
            if (types.get(id) != UNUSED
                    && vocabulary.replace(tokens.get(id), MAPPER.getNodeFactory().numberNode(id))
                            != null) {
                throw new ModelFolderException(
                        "%s has token %s twice: it is damaged"
                                .formatted(file.file(), tokens.get(id)));
            }
        }
        ArrayNode merges = model.putArray("merges");
        for (String merge : metadata.texts(MERGES)) {
            int space = merge.indexOf(' ', 1);
            if (space < 0) {
                throw new ModelFolderException(
                        "%s has merge \"%s\" in %s, which is no pair: it is damaged"
                                .formatted(file.file(), merge, MERGES));
            }
            merges.addArray().add(merge.substring(0, space)).add(merge.substring(space + 1));
        }
        return model;
    }

    private boolean addsBos() {
        return metadata.flag(ADD_BOS).orElse(scheme.addsBos()) && metadata.has(GgufConfig.BOS);
    }

    /** A post-processor that puts bos before every text. */
    private ObjectNode beginning() {
        String bos = token(GgufConfig.BOS);
        ObjectNode template = MAPPER.createObjectNode().put("type", "TemplateProcessing");
        ArrayNode single = template.putArray("single");
        ArrayNode pair = template.putArray("pair");
        for (int sequence = 0; sequence < 2; sequence++) {
            ObjectNode first = MAPPER.createObjectNode();
            first.putObject("SpecialToken").put("id", bos).put("type_id", sequence);
            ObjectNode then = MAPPER.createObjectNode();
            then.putObject("Sequence")
                    .put("id", sequence == 0 ? "A" : "B")
                    .put("type_id", sequence);
            pair.add(first).add(then);
            if (sequence == 0) {
                single.add(first).add(then);
            }
        }
        ObjectNode special = template.putObject("special_tokens").putObject(bos).put("id", bos);
        special.putArray("ids").add(metadata.whole(GgufConfig.BOS));
        special.putArray("tokens").add(bos);
        return template;
    }

    ObjectNode config(int contextLength) {
        ObjectNode config = MAPPER.createObjectNode();
        config.put("add_bos_token", addsBos()).put("add_prefix_space", false);
        ObjectNode decoder = config.putObject("added_tokens_decoder");
        for (int id = 0; id < tokens.size(); id++) {
            if (types.get(id) == CONTROL || types.get(id) == USER_DEFINED) {
                decoder.set(Integer.toString(id), properties(id));
            }
        }
        putToken(config, "bos_token", GgufConfig.BOS);
        metadata.optionalText("tokenizer.chat_template")
                .ifPresent(template -> config.put("chat_template", template));
        config.put("clean_up_tokenization_spaces", false);
        putToken(config, "eos_token", GgufConfig.EOS);
        config.put("model_max_length", contextLength);
        putToken(config, "pad_token", GgufConfig.PAD);
        // The class that takes tokenizer.json as it stands; a family's own class would rebuild it.
        config.put("tokenizer_class", "PreTrainedTokenizerFast");
        putToken(config, "unk_token", UNKNOWN);
        return config;
    }

    private void putToken(ObjectNode config, String name, String key) {
        if (metadata.has(key)) {
            config.put(name, token(key));
        }
    }

    private String token(String key) {
        int id = metadata.whole(key);
        if (id >= tokens.size()) {
            throw metadata.notSupported(key, "the file has %d tokens".formatted(tokens.size()));
        }
        return tokens.get(id);
    }
}
