package dev.aoi.grpo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.grpo.text.template.TemplateException;
import dev.aoi.grpo.weights.ModelFolderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ChatTemplateTest {

    private static final List<Map<String, String>> HELLO =
            List.of(Map.of("role", "user", "content", " hello "));

    @TempDir private Path folder;

    @Test
    void readsTheTemplateAndTokensOfATokenizerConfig() {
        assertThat(ChatTemplate.of(TokenizerCases.folder("llama")).render(HELLO, true))
                .isEqualTo(
                        "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n"
                            + "hello<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n");
        assertThat(ChatTemplate.of(TokenizerCases.folder("qwen")).render(HELLO, false))
                .isEqualTo("<|im_start|>user\n hello <|im_end|>\n");
    }

    @Test
    void aFileOfItsOwnComesBeforeTheConfig() throws IOException {
        write(
                "tokenizer_config.json",
                "{\"chat_template\": \"config\", \"bos_token\": {\"content\": \"<b>\"}}");
        write("chat_template.jinja", "{{ bos_token }}{{ eos_token }}file {{ messages | length }}");
        write("special_tokens_map.json", "{\"bos_token\": \"<old>\", \"eos_token\": \"<e>\"}");
        assertThat(ChatTemplate.of(folder).render(HELLO, false)).isEqualTo("<b><e>file 1");
    }

    @Test
    void namedTemplatesAreChosenByTools() throws IOException {
        write(
                "tokenizer_config.json",
                "{\"chat_template\": [{\"name\": \"default\", \"template\": \"plain\"},"
                        + " {\"name\": \"tool_use\", \"template\": \"{{ tools[0].name }}\"}]}");
        ChatTemplate template = ChatTemplate.of(folder);
        assertThat(template.render(HELLO, false)).isEqualTo("plain");
        assertThat(template.render(HELLO, List.of(Map.of("name", "get")), false, Map.of()))
                .isEqualTo("get");
    }

    @Test
    void extraVariablesHideSpecialTokens() {
        ChatTemplate template =
                ChatTemplate.of("{{ bos_token }}{{ mood }}", Map.of("bos_token", "<s>"));
        assertThat(template.render(HELLO, null, false, Map.of("bos_token", "!", "mood", 3)))
                .isEqualTo("!3");
    }

    @Test
    void aFolderWithoutTemplateIsRefused() {
        assertThatThrownBy(() -> ChatTemplate.of(folder))
                .isInstanceOf(ModelFolderException.class)
                .hasMessageStartingWith(folder + " has neither a chat_template.jinja nor");
    }

    @Test
    void anUnsupportedTemplateIsRefusedWithFileAndLine() throws IOException {
        write("chat_template.jinja", "a\n{% import 'x' %}");
        assertThatThrownBy(() -> ChatTemplate.of(folder))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        folder.resolve("chat_template.jinja")
                                + ", line 2: the statement 'import' is not supported");
    }

    @Test
    void aBrokenConfigIsRefused() throws IOException {
        write("tokenizer_config.json", "{\"chat_template\": ");
        assertThatThrownBy(() -> ChatTemplate.of(folder))
                .isInstanceOf(ModelFolderException.class)
                .hasMessageStartingWith(folder.resolve("tokenizer_config.json") + " is not JSON (");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
