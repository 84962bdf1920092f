package dev.aoi.grpo.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.text.ChatTemplate;
import dev.aoi.grpo.text.Tokenizer;
import dev.aoi.grpo.weights.ElementType;
import dev.aoi.grpo.weights.gguf.GgufImport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class GenerateChatTest {
    private static final String TEMPLATE =
            """
            {%- if tools %}tools {{ tools | length }} {{ tools[0].name }}: {% endif %}\
            {%- for message in messages %}{{ message.role }} {{ message.content }} {% endfor %}\
            {%- if add_generation_prompt %}a: {% endif %}\
            """;
    private static final String MESSAGES =
            "[{\"role\":\"user\",\"content\":\"one two\"},{\"role\":\"a\",\"content\":\"3\"}]";

    @TempDir private Path folder;

    @BeforeEach
    void aModelWithATemplate() throws IOException {
        GgufImport.run(
                Path.of("src/test/resources/gguf/smollm.gguf"),
                folder.resolve("model"),
                ElementType.F32,
                (_, _, _) -> {});
        Files.writeString(folder.resolve("model/chat_template.jinja"), TEMPLATE);
    }

    private CommandRun run(String... arguments) {
        List<String> all =
                new ArrayList<>(
                        List.of("generate", folder.resolve("model").toString(), "--threads", "1"));
        all.addAll(List.of("--greedy", "--max-new-tokens", "5", "--batch-size", "1"));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private String ids(String rendered) {
        ObjectNode line = JsonLines.JSON.createObjectNode();
        try (Tokenizer tokenizer = Tokenizer.open(folder.resolve("model"))) {
            line.set("ids", Texts.array(tokenizer.encode(rendered, false)));
        }
        return line.toString();
    }

    @Test
    void aConversationIsContinuedLikeItsTemplatesIds() throws IOException {
        String rendered = "user one two a 3 a: ";
        assertThat(
                        ChatTemplate.of(TEMPLATE, Map.of())
                                .render(
                                        List.of(
                                                Map.of("role", "user", "content", "one two"),
                                                Map.of("role", "a", "content", "3")),
                                        true))
                .isEqualTo(rendered);
        Path chats =
                Files.write(
                        folder.resolve("chats.jsonl"),
                        List.of(
                                "{\"messages\":%s}".formatted(MESSAGES),
                                "",
                                "{\"messages\":%s,\"tools\":[{\"name\":\"f\"}]}"
                                        .formatted(MESSAGES)));
        Path same =
                Files.write(
                        folder.resolve("ids.jsonl"),
                        List.of(ids(rendered), ids("tools 1 f: " + rendered)));

        CommandRun byIds = run("--input", same.toString());

        assertThat(byIds.code()).as(byIds.err()).isZero();
        assertThat(run("--chat", "--input", chats.toString()).lines()).isEqualTo(byIds.lines());
        assertThat(run("--chat", "--prompt", MESSAGES).lines())
                .isEqualTo(byIds.lines().subList(0, 1));
        assertThat(byIds.lines().getFirst().propertyNames())
                .containsExactly("ids", "text", "logprobs", "finish_reason");
    }

    @Test
    void aLineMayBeAText() throws IOException {
        Path texts =
                Files.write(
                        folder.resolve("texts.jsonl"),
                        List.of("{\"prompt\":\"one two\"}", "{\"prompt\":3}"));

        CommandRun lines = run("--input", texts.toString());

        assertThat(lines.lines()).isEqualTo(run("--prompt", "one two").lines());
        assertThat(lines.err()).contains("line 2: prompt must be a text, but is 3");
    }

    @Test
    void whatIsNoConversationIsRefused() throws IOException {
        Path broken =
                Files.write(
                        folder.resolve("broken.jsonl"),
                        List.of("{\"messages\":%s}".formatted(MESSAGES), "{\"ids\":[1]}"));
        CommandRun line = run("--chat", "--input", broken.toString());
        CommandRun prompt = run("--chat", "--prompt", "[\"hello\"]");
        CommandRun text = run("--chat", "--prompt", "hello");

        assertThat(line.code()).isEqualTo(2);
        assertThat(line.err())
                .contains("line 2: messages must be a list of objects, but is missing");
        assertThat(prompt.err())
                .contains("a conversation must be a list of objects, but is [\"hello\"]");
        assertThat(text.err()).contains("--prompt, line 1 is not JSON");
    }
}
