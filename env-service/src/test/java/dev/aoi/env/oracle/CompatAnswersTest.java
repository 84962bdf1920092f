package dev.aoi.env.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

/** The grids of aiopslab.md 4.2 to 4.4. */
class CompatAnswersTest {

    @ParameterizedTest
    @CsvSource({
        "Yes, true, Correct",
        "'  yes ', true, Correct",
        "No, false, Incorrect",
        "NO, false, Incorrect",
        "'', false, Invalid Format",
        "maybe, false, Invalid Format"
    })
    void detection(String said, boolean success, String score) {
        CompatScore result =
                CompatAnswers.detection(Truths.targetPort("detection"), Truths.verdict(said));
        assertThat(result.success()).isEqualTo(success);
        assertThat(result.results()).isEqualTo(Map.of("Detection Accuracy", "\"" + score + "\""));
    }

    @Test
    void detectionOfNothing() {
        assertThat(CompatAnswers.detection(Truths.nothing(), Truths.verdict("No")).success())
                .isTrue();
        assertThat(CompatAnswers.detection(Truths.nothing(), Truths.verdict("Yes")).success())
                .isFalse();
    }

    @Test
    void noAnswerAtAll() {
        assertThat(CompatAnswers.detection(Truths.targetPort("detection"), null).results())
                .containsEntry("Detection Accuracy", "\"Invalid Format\"");
        assertThat(CompatAnswers.localization(Truths.targetPort("localization"), null).results())
                .isEqualTo(
                        Map.of(
                                "Localization Accuracy",
                                "0.0",
                                "success",
                                "false",
                                "is_subset",
                                "false"));
        assertThat(CompatAnswers.analysis(Truths.targetPort("analysis"), null).results())
                .isEqualTo(
                        Map.of(
                                "system_level_correct",
                                "false",
                                "fault_type_correct",
                                "false",
                                "success",
                                "false"));
    }

    @ParameterizedTest
    @CsvSource({
        "user-service, 100.0, true, true",
        "'user-service,text-service', 50.0, false, true",
        "'text-service,user-service', 50.0, false, true",
        "'user-service,user-service', 50.0, false, true",
        "'a,user-service,b,c', 25.0, false, true",
        "text-service, 0.0, false, false",
        "User-Service, 0.0, false, false",
        "user-service-6f9, 0.0, false, false"
    })
    void localization(String said, String accuracy, String success, String subset) {
        CompatScore result =
                CompatAnswers.localization(
                        Truths.targetPort("localization"), Truths.components(said.split(",")));
        assertThat(result.results())
                .isEqualTo(
                        Map.of(
                                "Localization Accuracy",
                                accuracy,
                                "success",
                                success,
                                "is_subset",
                                subset));
        assertThat(result.success()).isEqualTo(Boolean.valueOf(success));
    }

    @Test
    void localizationOfNothing() {
        assertThat(
                        CompatAnswers.localization(
                                        Truths.targetPort("localization"), Truths.components())
                                .results())
                .containsEntry("Localization Accuracy", "0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "Virtualization, Misconfiguration, true, true",
        "' virtualization', MISCONFIGURATION, true, true",
        "Application, Misconfiguration, false, true",
        "Virtualization, Operation Error, true, false",
        "'', '', false, false"
    })
    void analysis(String level, String type, boolean levelRight, boolean typeRight) {
        CompatScore result =
                CompatAnswers.analysis(Truths.targetPort("analysis"), Truths.analysis(level, type));
        assertThat(result.results())
                .isEqualTo(
                        Map.of(
                                "system_level_correct",
                                "" + levelRight,
                                "fault_type_correct",
                                "" + typeRight,
                                "success",
                                "" + (levelRight && typeRight)));
    }

    @Test
    void scalingIsAnOperationError() {
        assertThat(
                        CompatAnswers.analysis(
                                        Truths.scale("analysis"),
                                        Truths.analysis("Virtualization", "Operation Error"))
                                .success())
                .isTrue();
    }
}
