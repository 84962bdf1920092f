package dev.aoi.grpo.command;

import dev.aoi.grpo.generation.SamplingOptions;
import dev.aoi.grpo.generation.TokenListener;
import dev.aoi.grpo.generation.schema.JsonGrammar;
import dev.aoi.grpo.text.IncrementalDecoder;
import dev.aoi.grpo.text.Tokenizer;
import dev.aoi.grpo.weights.ModelConfig;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts of a model's tokens; of a folder without a tokenizer there are none. */
record Texts(@Nullable Tokenizer tokenizer) implements AutoCloseable {

    /** The texts of a model folder. */
    static Texts of(Path folder) {
        return Files.exists(folder.resolve("tokenizer.json"))
                ? new Texts(Tokenizer.open(folder))
                : new Texts(null);
    }

    /**
     * A field that must be a text.
     *
     * @throws IllegalArgumentException when it is none
     */
    static String text(JsonNode json, String name) {
        if (!json.path(name).isString()) {
            throw new IllegalArgumentException(
                    "%s must be a text, but is %s"
                            .formatted(name, json.has(name) ? json.path(name) : "missing"));
        }
        return json.path(name).stringValue();
    }

    static ArrayNode array(int[] ids) {
        ArrayNode array = JsonLines.JSON.createArrayNode();
        for (int id : ids) {
            array.add(id);
        }
        return array;
    }

    /** The token that ends what a model writes; negative when it has none. */
    static int end(ModelConfig config) {
        return config.eosTokenIds().isEmpty() ? -1 : config.eosTokenIds().getFirst();
    }

    int[] encoded(String text) {
        return required("a prompt that is a text").encode(text, true);
    }

    /** The tokens of what a chat template has written, special tokens and all. */
    int[] rendered(String text) {
        return required("a conversation").encode(text, false);
    }

    /** The tokens of a completion and the one that ends it, unless that is negative. */
    int[] completion(String text, int end) {
        int[] ids = required("a completion that is a text").encode(text, false);
        if (end < 0) {
            return ids;
        }
        int[] ended = Arrays.copyOf(ids, ids.length + 1);
        ended[ids.length] = end;
        return ended;
    }

    @Nullable String decoded(int[] ids) {
        return tokenizer == null ? null : tokenizer.decode(ids, true);
    }

    /** Ends a completion whose text has one of some strings. */
    TokenListener listener(List<String> stops) {
        if (stops.isEmpty()) {
            return TokenListener.SILENT;
        }
        Tokenizer own = required("--stop");
        int longest = stops.stream().mapToInt(String::length).max().orElseThrow();
        Map<Long, Written> written = new HashMap<>();
        return (prompt, number, token) ->
                written.computeIfAbsent(
                                ((long) prompt << Integer.SIZE) | number,
                                key -> new Written(own.incrementalDecoder(true), longest))
                        .ends(token, stops);
    }

    /** The options, with completions kept within a grammar if there is one. */
    SamplingOptions within(Optional<JsonGrammar> grammar, int vocabulary, SamplingOptions options) {
        return grammar.map(
                        own ->
                                options.withConstraint(
                                        own.constraint(
                                                required("--json-schema"),
                                                vocabulary,
                                                options.stopTokens())))
                .orElse(options);
    }

    private Tokenizer required(String option) {
        if (tokenizer == null) {
            throw new IllegalArgumentException(
                    option + " needs a tokenizer.json in the model's folder, and there is none");
        }
        return tokenizer;
    }

    /** The end of what a completion has said, as long as a stop string. */
    private static final class Written {
        private final IncrementalDecoder decoder;
        private final int longest;
        private String end = "";

        Written(IncrementalDecoder decoder, int longest) {
            this.decoder = decoder;
            this.longest = longest;
        }

        boolean ends(int token, List<String> stops) {
            String said = end + decoder.append(token);
            end = said.substring(Math.max(0, said.length() - longest));
            return stops.stream().anyMatch(said::contains);
        }
    }

    @Override
    public void close() {
        if (tokenizer != null) {
            tokenizer.close();
        }
    }
}
