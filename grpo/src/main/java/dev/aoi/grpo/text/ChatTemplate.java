package dev.aoi.grpo.text;

import dev.aoi.grpo.text.template.Rendered;
import dev.aoi.grpo.text.template.Template;
import dev.aoi.grpo.weights.ModelFolderException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model's chat template: conversations to the text that the model was trained on, equal to
 * transformers' {@code apply_chat_template(…, tokenize=False)}. Immutable.
 */
public final class ChatTemplate {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SPECIAL =
            List.of(
                    "bos_token",
                    "eos_token",
                    "unk_token",
                    "sep_token",
                    "pad_token",
                    "cls_token",
                    "mask_token");

    /** Names under which a message may carry reasoning; templates ask for the first. */
    private static final List<String> REASONING =
            List.of("reasoning_content", "thinking", "reasoning");

    private final Map<String, Template> templates;
    private final String place;
    private final Map<String, String> specialTokens;
    private final Clock clock;

    private ChatTemplate(
            String place,
            Map<String, Template> templates,
            Map<String, String> special,
            Clock clock) {
        this.place = place;
        this.templates = Map.copyOf(templates);
        this.specialTokens = Map.copyOf(special);
        this.clock = clock;
    }

    /**
     * Reads a model folder's template: {@code chat_template.jinja} and {@code
     * additional_chat_templates/*.jinja}, else {@code chat_template} of {@code
     * tokenizer_config.json}, which is a text or a list of named ones. Special tokens come from
     * {@code special_tokens_map.json} and {@code tokenizer_config.json}.
     *
     * @param folder the model folder
     * @return the template
     * @throws ModelFolderException if the folder has none, or a file of it is broken
     * @throws dev.aoi.grpo.text.template.TemplateException if the template is unsupported
     */
    public static ChatTemplate of(Path folder) {
        JsonNode config = json(folder.resolve("tokenizer_config.json"));
        Map<String, String> special = new LinkedHashMap<>();
        specialTokens(json(folder.resolve("special_tokens_map.json")), special);
        specialTokens(config, special);
        Map<String, Template> templates = new LinkedHashMap<>();
        readFiles(folder, templates);
        if (templates.isEmpty()) {
            readConfig(folder, config.path("chat_template"), templates);
        }
        if (templates.isEmpty()) {
            throw new ModelFolderException(
                    folder
                            + " has neither a chat_template.jinja nor a chat_template in its"
                            + " tokenizer_config.json: take an instruction-tuned model, or add"
                            + " one.");
        }
        return new ChatTemplate(folder.toString(), templates, special, Clock.systemDefaultZone());
    }

    /**
     * A template from its source.
     *
     * @param source the Jinja text
     * @param specialTokens such as {@code bos_token}, by name
     * @return the template
     */
    public static ChatTemplate of(String source, Map<String, String> specialTokens) {
        Template template = Template.parse("chat template", source);
        return new ChatTemplate(
                "chat template",
                Map.of("default", template),
                specialTokens,
                Clock.systemDefaultZone());
    }

    /**
     * The same template with another clock, for those that write the date.
     *
     * @param other the clock
     * @return a copy
     */
    public ChatTemplate withClock(Clock other) {
        return new ChatTemplate(place, templates, specialTokens, other);
    }

    /**
     * Renders a conversation.
     *
     * @param messages the messages: maps with {@code role}, {@code content}, {@code tool_calls} and
     *     whatever else the template knows
     * @param tools the tools as JSON schemas; null if there are none
     * @param addGenerationPrompt whether the beginning of an answer follows
     * @param extra further variables, such as {@code enable_thinking}; they hide special tokens
     * @return the text
     * @throws dev.aoi.grpo.text.template.TemplateException if the template fails or refuses
     */
    public String render(
            List<? extends Map<String, ?>> messages,
            @Nullable List<?> tools,
            boolean addGenerationPrompt,
            Map<String, ?> extra) {
        return renderWithSpans(messages, tools, addGenerationPrompt, extra).text();
    }

    /**
     * Renders a conversation without tools or further variables.
     *
     * @param messages the messages
     * @param addGenerationPrompt whether the beginning of an answer follows
     * @return the text
     */
    public String render(List<? extends Map<String, ?>> messages, boolean addGenerationPrompt) {
        return render(messages, null, addGenerationPrompt, Map.of());
    }

    /**
     * Renders a conversation, and says which parts the assistant wrote where the template marks
     * them with {@code {% generation %}}.
     *
     * @param messages the messages
     * @param tools the tools; null if there are none
     * @param addGenerationPrompt whether the beginning of an answer follows
     * @param extra further variables
     * @return the text and its parts
     */
    public Rendered renderWithSpans(
            List<? extends Map<String, ?>> messages,
            @Nullable List<?> tools,
            boolean addGenerationPrompt,
            Map<String, ?> extra) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(specialTokens);
        variables.putAll(extra);
        variables.put("messages", messages.stream().map(ChatTemplate::withReasoning).toList());
        variables.put("tools", tools);
        variables.putIfAbsent("documents", null);
        variables.put("add_generation_prompt", addGenerationPrompt);
        return template(tools != null).render(variables, clock);
    }

    private Template template(boolean withTools) {
        Template forTools = withTools ? templates.get("tool_use") : null;
        Template chosen = forTools == null ? templates.get("default") : forTools;
        if (chosen == null) {
            throw new ModelFolderException(
                    place
                            + " has the chat templates "
                            + new TreeMap<>(templates).keySet()
                            + ", but none called default: name one so.");
        }
        return chosen;
    }

    private static Map<String, @Nullable Object> withReasoning(Map<String, ?> message) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (String name : REASONING) {
            Object reasoning = message.get(name);
            boolean absent =
                    reasoning == null || (reasoning instanceof JsonNode node && node.isNull());
            if (!absent) {
                copy.put("thinking", reasoning);
                copy.putAll(message);
                copy.put("reasoning_content", reasoning);
                return copy;
            }
        }
        copy.putAll(message);
        return copy;
    }

    private static void readFiles(Path folder, Map<String, Template> templates) {
        Path single = folder.resolve("chat_template.jinja");
        if (!Files.exists(single)) {
            return;
        }
        templates.put("default", file(single));
        Path more = folder.resolve("additional_chat_templates");
        if (!Files.isDirectory(more)) {
            return;
        }
        try (var files = Files.list(more)) {
            for (Path path : files.filter(f -> f.toString().endsWith(".jinja")).toList()) {
                String name = path.getFileName().toString();
                templates.put(name.substring(0, name.length() - ".jinja".length()), file(path));
            }
        } catch (IOException e) {
            throw new ModelFolderException(more + " cannot be read: check its permissions.", e);
        }
    }

    private static Template file(Path path) {
        return Template.parse(path.toString(), text(path));
    }

    private static void readConfig(Path folder, JsonNode node, Map<String, Template> templates) {
        String place = folder.resolve("tokenizer_config.json") + ", chat_template";
        if (node.isString()) {
            templates.put("default", Template.parse(place, node.asString()));
        }
        List<JsonNode> named = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(named::add);
        }
        for (JsonNode entry : named) {
            String name = entry.path("name").asString("default");
            String source = entry.path("template").asString("");
            templates.put(name, Template.parse(place + " '" + name + "'", source));
        }
    }

    private static void specialTokens(JsonNode config, Map<String, String> tokens) {
        for (String name : SPECIAL) {
            JsonNode node = config.path(name);
            JsonNode content = node.isObject() ? node.path("content") : node;
            if (content.isString()) {
                tokens.put(name, content.asString());
            }
        }
    }

    private static JsonNode json(Path path) {
        try {
            return Files.exists(path) ? JSON.readTree(text(path)) : JSON.createObjectNode();
        } catch (JacksonException e) {
            throw new ModelFolderException(
                    path
                            + " is not JSON ("
                            + e.getOriginalMessage()
                            + "): the file may be truncated, copy it again.",
                    e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ModelFolderException(path + " cannot be read as UTF-8 text.", e);
        }
    }
}
