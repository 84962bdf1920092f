package dev.aoi.env.oracle;

import dev.aoi.schemas.env.OracleVerdict;
import dev.aoi.schemas.observer.Answer;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.worker.Observation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Our rules for detections, localizations and analyses (DESIGN.md, invariant 9): exactly right,
 * nothing written, and a cited observation shows it.
 */
final class StrictAnswers {
    private StrictAnswers() {}

    /**
     * @param cited observations of this incident that the submission cites and that could be read
     * @param changes what differs from the state right after the injection
     */
    static StrictScore judge(
            Truth truth,
            @Nullable Submission submission,
            List<Observation> cited,
            List<String> changes) {
        return new StrictScore(
                List.of(
                        answer(truth, submission),
                        Verdicts.of(
                                "strict.untouched",
                                changes.isEmpty(),
                                changes.isEmpty()
                                        ? "No specification changed"
                                        : "The namespace was changed: "
                                                + String.join(", ", changes)
                                                + "."),
                        evidence(truth, cited)),
                "Exactly right, nothing was changed, and a cited observation shows it.");
    }

    private static OracleVerdict answer(Truth truth, @Nullable Submission submission) {
        if (submission == null) {
            return Verdicts.of("strict.answer", false, "No answer came.");
        }
        Answer answer = submission.getAnswer();
        boolean right =
                switch (truth.task()) {
                    case DETECTION -> answer.getVerdict().equals(truth.verdict());
                    case LOCALIZATION -> answer.getComponents().equals(List.of(truth.service()));
                    case ANALYSIS ->
                            answer.getSystemLevel().equals(truth.problem().family().systemLevel())
                                    && answer.getFaultType()
                                            .equals(truth.problem().family().faultType());
                    case MITIGATION, UNSPECIFIED ->
                            throw new IllegalArgumentException(
                                    "A " + truth.task() + " is not judged by its answer");
                };
        return Verdicts.of(
                "strict.answer",
                right,
                right
                        ? "The answer is right"
                        : "The answer "
                                + AnswerJson.of(truth.task(), answer)
                                + " is not "
                                + AnswerJson.expected(truth)
                                + ".");
    }

    private static OracleVerdict evidence(Truth truth, List<Observation> cited) {
        boolean shown = cited.stream().anyMatch(o -> Evidence.shows(truth, o));
        return Verdicts.of(
                "strict.evidence",
                shown,
                shown
                        ? "A cited observation shows it"
                        : cited.isEmpty()
                                ? "The answer cites no observation of this incident."
                                : "None of the "
                                        + cited.size()
                                        + " cited observations shows what the answer says.");
    }
}
