package dev.aoi.agent.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.schemas.incident.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class PromptFileTest {
    private static final Map<String, Object> VALUES =
            Map.of("who", new Who("operators"), "lines", List.of("a", "b"), "text", "<&> {{who}}");

    record Who(String role) {}

    @Test
    void rendersSystemAndUserWithoutEscapingOrReadingValuesAsTemplates() {
        assertThat(PromptFile.load("test/greeting").render(VALUES))
                .containsExactly(
                        new Message("system", "You answer operators."),
                        new Message("user", "* a\n* b\nText: <&> {{who}}"));
    }

    @Test
    void aMissingVariableOrSectionIsAnError() {
        PromptFile prompt = PromptFile.load("test/greeting");

        assertThatThrownBy(() -> prompt.render(Map.of("who", new Who("x"), "lines", List.of())))
                .isInstanceOf(PromptException.class)
                .hasMessageContaining("test/greeting.user.md")
                .hasMessageContaining("text");
        assertThatThrownBy(() -> prompt.render(Map.of("who", new Who("x"), "text", "t")))
                .isInstanceOf(PromptException.class)
                .hasMessageContaining("lines");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> PromptFile.load("test/nothing"))
                .isInstanceOf(PromptException.class)
                .hasMessage(
                        "There is no prompt file prompts/test/nothing.system.md on the class path");
    }

    @Test
    void filesInTheOperatorsFolderComeFirstAndChangeTheHash(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("test"));
        Files.writeString(folder.resolve("test/greeting.system.md"), "Short.");

        PromptFile own = new PromptFiles(Optional.of(folder)).load("test/greeting");
        PromptFile shipped = PromptFile.load("test/greeting");

        assertThat(own.render(VALUES).getFirst().getContent()).isEqualTo("Short.");
        assertThat(own.render(VALUES).getLast()).isEqualTo(shipped.render(VALUES).getLast());
        assertThat(own.hash()).isNotEqualTo(shipped.hash()).hasSize(64);
        assertThat(PromptFile.load("test/greeting").hash()).isEqualTo(shipped.hash());
    }

    @Test
    void aFaultyTemplateIsNamed(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("test"));
        Files.writeString(folder.resolve("test/greeting.user.md"), "{{#open}}");

        assertThatThrownBy(() -> PromptFile.load("test/greeting", Optional.of(folder)))
                .isInstanceOf(PromptException.class)
                .hasMessageStartingWith("Prompt file test/greeting.user.md is faulty");
        assertThatThrownBy(() -> new PromptFiles(Optional.of(folder.resolve("absent"))))
                .isInstanceOf(PromptException.class)
                .hasMessageEndingWith("is no folder");
    }
}
