package dev.aoi.env.oracle;

import dev.aoi.schemas.observer.Answer;
import dev.aoi.schemas.observer.Submission;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The benchmark's scoring of answers (aiopslab.md 4.2 to 4.4). No submission is null there. */
final class CompatAnswers {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CompatAnswers() {}

    static CompatScore detection(Truth truth, @Nullable Submission submission) {
        String said = submission == null ? "" : fold(submission.getAnswer().getVerdict());
        String score =
                said.equals(fold(truth.verdict()))
                        ? "Correct"
                        : said.equals("yes") || said.equals("no") ? "Incorrect" : "Invalid Format";
        boolean right = score.equals("Correct");
        return new CompatScore(
                right,
                Map.of("Detection Accuracy", JSON.writeValueAsString(score)),
                List.of(Verdicts.of("compat.detection", right, score)));
    }

    static CompatScore localization(Truth truth, @Nullable Submission submission) {
        List<String> said = submission == null ? List.of() : submission.getAnswer().getComponents();
        boolean exact = said.equals(List.of(truth.service()));
        boolean contains = said.contains(truth.service());
        double accuracy = contains ? 100.0 / said.size() : 0.0;
        return new CompatScore(
                exact,
                Map.of(
                        "Localization Accuracy",
                        JSON.writeValueAsString(accuracy),
                        "success",
                        "" + exact,
                        "is_subset",
                        "" + contains),
                List.of(
                        Verdicts.of(
                                "compat.localization",
                                exact,
                                "Submitted " + said + ", accuracy " + accuracy)));
    }

    static CompatScore analysis(Truth truth, @Nullable Submission submission) {
        Answer said = submission == null ? new Answer() : submission.getAnswer();
        boolean level =
                submission != null
                        && fold(said.getSystemLevel())
                                .equals(fold(truth.problem().family().systemLevel()));
        boolean type =
                submission != null
                        && fold(said.getFaultType())
                                .equals(fold(truth.problem().family().faultType()));
        return new CompatScore(
                level && type,
                Map.of(
                        "system_level_correct",
                        "" + level,
                        "fault_type_correct",
                        "" + type,
                        "success",
                        "" + (level && type)),
                List.of(
                        Verdicts.of("compat.systemLevel", level, said(said.getSystemLevel())),
                        Verdicts.of("compat.faultType", type, said(said.getFaultType()))));
    }

    private static String said(@Nullable String text) {
        return text == null || text.isEmpty() ? "Nothing was submitted" : "Submitted " + text;
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
