package dev.aoi.grpo.text;

import dev.aoi.grpo.text.template.Rendered;
import dev.aoi.grpo.text.template.Template;
import dev.aoi.grpo.text.template.TemplateException;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Renders what {@code chat_templates.py} recorded, and lists the differences. */
final class ChatGolden {

    private static final TypeReference<List<Map<String, Object>>> MESSAGES =
            new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    /** The moment to which the script pins {@code strftime_now}. */
    private static final Clock PINNED =
            Clock.fixed(Instant.parse("2026-03-07T14:05:09Z"), ZoneOffset.UTC);

    private final JsonNode golden;
    private final Function<String, String> source;
    private final Map<String, ChatTemplate> parsed = new LinkedHashMap<>();

    ChatGolden(JsonNode golden, Function<String, String> source) {
        this.golden = golden;
        this.source = source;
    }

    List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (JsonNode wanted : golden.get("cases")) {
            String got = got(wanted);
            String want = wanted.has("error") ? "refused" : expected(wanted);
            if (!got.equals(want) && !(got.startsWith("refused") && want.equals("refused"))) {
                differences.add(
                        title(wanted)
                                + "\nwant "
                                + want
                                + " "
                                + wanted.path("error")
                                + "\ngot  "
                                + got);
            }
        }
        return differences;
    }

    private static String title(JsonNode wanted) {
        return wanted.get("template").asString()
                + " / "
                + wanted.get("conversation").asString()
                + " / tools "
                + wanted.get("tools")
                + " / extra "
                + wanted.get("extra")
                + " / prompt "
                + wanted.get("prompt");
    }

    private String got(JsonNode wanted) {
        try {
            Rendered rendered = render(wanted);
            List<String> said =
                    rendered.generated().stream()
                            .map(s -> rendered.text().substring(s.begin(), s.end()))
                            .toList();
            return rendered.text() + "\nsaid " + said;
        } catch (TemplateException e) {
            return "refused: " + e.getMessage();
        }
    }

    private Rendered render(JsonNode wanted) {
        Map<String, String> special =
                TokenizerCases.JSON.convertValue(
                        golden.get("special_tokens"), new TypeReference<Map<String, String>>() {});
        ChatTemplate template =
                parsed.computeIfAbsent(
                        wanted.get("template").asString(),
                        name -> ChatTemplate.of(source.apply(name), special).withClock(PINNED));
        JsonNode messages = golden.get("conversations").get(wanted.get("conversation").asString());
        JsonNode extra = golden.get("extras").get(wanted.get("extra").asInt());
        return template.renderWithSpans(
                TokenizerCases.JSON.convertValue(messages, MESSAGES),
                wanted.get("tools").asBoolean()
                        ? TokenizerCases.JSON.convertValue(golden.get("tools"), MESSAGES)
                        : null,
                wanted.get("prompt").asBoolean(),
                TokenizerCases.JSON.convertValue(extra, MAP));
    }

    private static String expected(JsonNode wanted) {
        String text = wanted.get("text").asString();
        List<String> said = new ArrayList<>();
        for (JsonNode span : wanted.get("spans")) {
            int begin = text.offsetByCodePoints(0, span.get(0).asInt());
            int end = text.offsetByCodePoints(0, span.get(1).asInt());
            said.add(text.substring(begin, end));
        }
        return text + "\nsaid " + said;
    }

    List<String> snippetDifferences() {
        List<String> differences = new ArrayList<>();
        Map<String, Object> variables =
                TokenizerCases.JSON.convertValue(golden.get("variables"), MAP);
        for (JsonNode snippet : golden.get("snippets")) {
            String text = snippet.get("source").asString();
            String want = snippet.path("text").asString("refused");
            String got;
            try {
                got = Template.parse("snippet", text).render(variables, PINNED).text();
            } catch (TemplateException e) {
                got = "refused: " + e.getMessage();
            }
            boolean bothRefuse = snippet.has("error") && got.startsWith("refused");
            if (!bothRefuse && (snippet.has("error") || !got.equals(want))) {
                differences.add(
                        text + "\nwant " + want + " " + snippet.path("error") + "\ngot  " + got);
            }
        }
        return differences;
    }
}
