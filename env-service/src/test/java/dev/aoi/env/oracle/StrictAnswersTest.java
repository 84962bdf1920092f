package dev.aoi.env.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.env.OracleVerdict;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.worker.Observation;

import org.junit.jupiter.api.Test;

import java.util.List;

class StrictAnswersTest {
    private static final Observation SHOWN =
            Truths.observation(
                    "kubectl get endpoints -n test-social-network",
                    "user-service   10.244.1.10:9999   12m");

    private static StrictScore judge(Truth truth, Submission answer) {
        return StrictAnswers.judge(truth, answer, List.of(SHOWN), List.of());
    }

    @Test
    void aRightAnswerWithEvidencePasses() {
        StrictScore score = judge(Truths.targetPort("detection"), Truths.verdict("Yes"));
        assertThat(score.success()).isTrue();
        assertThat(score.reason()).startsWith("Exactly right");
        assertThat(score.oracles())
                .extracting(OracleVerdict::getOracle)
                .containsExactly("strict.answer", "strict.untouched", "strict.evidence");
        assertThat(
                        judge(Truths.targetPort("localization"), Truths.components("user-service"))
                                .success())
                .isTrue();
        assertThat(
                        judge(
                                        Truths.targetPort("analysis"),
                                        Truths.analysis("Virtualization", "Misconfiguration"))
                                .success())
                .isTrue();
    }

    @Test
    void anAlmostRightAnswerFails() {
        assertThat(judge(Truths.targetPort("detection"), Truths.verdict("yes")).success())
                .isFalse();
        StrictScore two =
                judge(
                        Truths.targetPort("localization"),
                        Truths.components("user-service", "text-service"));
        assertThat(two.success()).isFalse();
        assertThat(two.reason())
                .isEqualTo(
                        "The answer {\"components\":[\"user-service\",\"text-service\"]} is not"
                                + " {\"components\":[\"user-service\"]}.");
    }

    @Test
    void withoutEvidenceItFails() {
        StrictScore none =
                StrictAnswers.judge(
                        Truths.targetPort("detection"),
                        Truths.verdict("Yes"),
                        List.of(),
                        List.of());
        assertThat(none.reason()).isEqualTo("The answer cites no observation of this incident.");
        StrictScore other =
                StrictAnswers.judge(
                        Truths.targetPort("detection"),
                        Truths.verdict("Yes"),
                        List.of(Truths.observation("kubectl get nodes", "kind-worker Ready")),
                        List.of());
        assertThat(other.reason()).startsWith("None of the 1 cited observations");
    }

    @Test
    void aChangedNamespaceFails() {
        StrictScore score =
                StrictAnswers.judge(
                        Truths.targetPort("detection"),
                        Truths.verdict("Yes"),
                        List.of(SHOWN),
                        List.of("Service user-service changed"));
        assertThat(score.success()).isFalse();
        assertThat(score.reason())
                .isEqualTo("The namespace was changed: Service user-service changed.");
    }

    @Test
    void noAnswerFails() {
        assertThat(
                        StrictAnswers.judge(
                                        Truths.targetPort("detection"), null, List.of(), List.of())
                                .reason())
                .isEqualTo("No answer came.");
    }
}
