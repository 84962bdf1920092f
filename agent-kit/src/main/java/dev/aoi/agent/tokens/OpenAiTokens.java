package dev.aoi.agent.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;

import java.util.List;
import java.util.Optional;

/** Exact counts for OpenAI's models. Text that looks like a special token counts as plain text. */
record OpenAiTokens(Encoding encoding) implements TokenCounter {
    /** Model families newer than the library's own list; all use {@code o200k_base}. */
    private static final List<String> O200K_FAMILIES =
            List.of("gpt-4o", "gpt-4.1", "gpt-4.5", "gpt-5", "chatgpt-4o", "o1", "o3", "o4");

    /** Vocabularies take megabytes: one registry for the process, each loaded at its first use. */
    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

    /** Exact counting for this model, if it is one of OpenAI's. */
    static Optional<OpenAiTokens> forModel(String model) {
        String name = model.startsWith("openai/") ? model.substring("openai/".length()) : model;
        for (String family : O200K_FAMILIES) {
            if (name.equals(family) || name.startsWith(family + "-")) {
                return Optional.of(new OpenAiTokens(REGISTRY.getEncoding(EncodingType.O200K_BASE)));
            }
        }
        return REGISTRY.getEncodingForModel(name).map(OpenAiTokens::new);
    }

    @Override
    public int count(String text) {
        return encoding.countTokensOrdinary(text);
    }

    @Override
    public boolean estimated() {
        return false;
    }
}
