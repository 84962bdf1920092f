package dev.aoi.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.prompt.PromptFile;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.probe.mind.ProbePrompt;
import dev.aoi.probe.mind.ProbeView;
import dev.aoi.probe.mind.ProposalReader;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.worker.observation.StepTaken;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

final class ProbePromptTest {
    private static final TokenCounter COUNTER = TokenCounter.estimate();

    private static List<Message> render(int contextTokens, String knowledge, StepTaken... steps) {
        AnswerSchema schema = AnswerSchema.load(ProposalReader.NAME);
        var prompt =
                new ProbePrompt(PromptFile.load(ProposalReader.NAME), schema, COUNTER, 1_000_000);
        ProbeCommand command =
                ProbeCommand.newBuilder(Samples.command("c", 3, "kubectl get pods"))
                        .setKnowledge(knowledge)
                        .setLimits(Limits.newBuilder().setContextTokens(contextTokens).build())
                        .build();
        HandleTable table =
                HandleTable.empty(7)
                        .with(List.of(new ObservedObject("Pod", "shop", "cart-1", "u1")));
        var view = new ProbeView(command, table, List.of(steps), 2, 3, 0, 0);
        return prompt.of(view, List.of(), "00112233445566778899aabbccddeeff").messages();
    }

    private static StepTaken look(String output) {
        return new StepTaken(
                "look",
                "kubectl get pods",
                "kubectl get pods -n shop",
                CommandVerdict.ALLOWED,
                "",
                0,
                output,
                "",
                false);
    }

    @Test
    void showsQuestionHandlesAndSteps() {
        String user =
                render(35_000, "The cart was slow.", look("cart-1 Running\n"))
                        .getLast()
                        .getContent();
        assertThat(user)
                .contains("Which pods are unwell?")
                .contains("The cart was slow.")
                .containsPattern("@p[0-9]+ Pod shop/cart-1")
                .contains("~~~~\ncart-1 Running\n~~~~")
                .contains("Round 2 of 3");
    }

    @Test
    void staysWithinTheContextAndMarksWhatIsLeftOut() {
        List<Message> messages =
                render(
                        6_000,
                        "k".repeat(100_000),
                        look("x ".repeat(100_000)),
                        look("y ".repeat(50_000)));
        int tokens = messages.stream().mapToInt(m -> COUNTER.count(m.getContent())).sum();
        assertThat(tokens).isLessThanOrEqualTo(6_000);
        assertThat(messages.getLast().getContent())
                .contains("tokens left out ...]")
                .contains("y y y");
    }

    @Test
    void staysWithinItsRecordWhateverTheAlphabet() {
        List<Message> messages = render(500_000, "", look("\u8d2d\u7269".repeat(900_000)));
        int bytes =
                messages.stream()
                        .mapToInt(m -> m.getContent().getBytes(StandardCharsets.UTF_8).length)
                        .sum();
        assertThat(bytes).isLessThan(450 * 1024).isGreaterThan(100 * 1024);
    }
}
