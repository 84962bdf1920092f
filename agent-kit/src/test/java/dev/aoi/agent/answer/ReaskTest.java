package dev.aoi.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.incident.Message;

import org.junit.jupiter.api.Test;

import java.util.List;

class ReaskTest {
    private static final List<Message> ASKED =
            List.of(new Message("system", "s"), new Message("user", "u"));

    @Test
    void showsTheAnswerAndWhyItWasRefused() {
        List<Message> again = Reask.messages(ASKED, "{}", List.of("/a: is <bad>", "b"));

        assertThat(again).startsWith(ASKED.toArray(Message[]::new)).hasSize(4);
        assertThat(again.get(2)).isEqualTo(new Message("assistant", "{}"));
        assertThat(again.get(3).getRole()).isEqualTo("user");
        assertThat(again.get(3).getContent())
                .startsWith("Your last answer was refused:\n- /a: is <bad>\n- b\n");
    }

    @Test
    void cutsARunawayAnswerWithAMark() {
        List<Message> again = Reask.messages(ASKED, "x".repeat(100_000), List.of("too long"));

        assertThat(again.get(2).getContent())
                .hasSizeLessThanOrEqualTo(4_000)
                .containsPattern("\\[\\.\\.\\. \\d+ tokens left out \\.\\.\\.]");
    }

    @Test
    void anEmptyAnswerIsNotRepeated() {
        assertThat(Reask.messages(ASKED, " ", List.of("empty")))
                .extracting(Message::getRole)
                .containsExactly("system", "user", "user");
    }
}
