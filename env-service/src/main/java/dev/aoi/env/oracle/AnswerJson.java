package dev.aoi.env.oracle;

import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.Answer;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Answers as JSON objects that hold only what their task type asks for. */
final class AnswerJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AnswerJson() {}

    static String expected(Truth truth) {
        Answer answer =
                Answer.newBuilder()
                        .setVerdict(truth.verdict())
                        .setComponents(truth.faulty() ? List.of(truth.service()) : List.of())
                        .setSystemLevel(truth.problem().family().systemLevel())
                        .setFaultType(truth.problem().family().faultType())
                        .setMitigated(true)
                        .build();
        return of(truth.task(), answer);
    }

    static String of(TaskType task, Answer answer) {
        ObjectNode node = JSON.createObjectNode();
        switch (task) {
            case DETECTION -> node.put("verdict", answer.getVerdict());
            case LOCALIZATION -> answer.getComponents().forEach(node.putArray("components")::add);
            case ANALYSIS ->
                    node.put("systemLevel", answer.getSystemLevel())
                            .put("faultType", answer.getFaultType());
            case MITIGATION -> node.put("mitigated", answer.getMitigated());
            case UNSPECIFIED -> {}
        }
        return node.toString();
    }
}
