package dev.aoi.env.oracle;

import dev.aoi.env.problem.Problems;
import dev.aoi.schemas.event.TrustedRecords;
import dev.aoi.schemas.observer.Answer;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;

import java.util.List;
import java.util.Map;

/** Truths and answers for tests. */
final class Truths {
    static {
        TrustedRecords.trust();
    }

    private Truths() {}

    static Truth targetPort(String task) {
        return truth(
                "k8s_target_port-misconfig-" + task + "-1",
                "user-service",
                Map.of("port", "9090", "wrong-port", "9999"));
    }

    static Truth scale(String task) {
        return truth(
                "scale_pod_zero_social_net-" + task + "-1",
                "user-service",
                Map.of("replicas", "1"));
    }

    static Truth nothing() {
        return truth("noop_detection_social_network-1", "", Map.of());
    }

    private static Truth truth(String problem, String service, Map<String, String> facts) {
        return new Truth(
                Problems.find(problem).orElseThrow(), service, "test-social-network", facts);
    }

    static Submission verdict(String verdict) {
        return submission(Answer.newBuilder().setVerdict(verdict));
    }

    static Submission components(String... names) {
        return submission(Answer.newBuilder().setComponents(List.of(names)));
    }

    static Submission analysis(String level, String type) {
        return submission(Answer.newBuilder().setSystemLevel(level).setFaultType(type));
    }

    private static Submission submission(Answer.Builder answer) {
        return Submission.newBuilder().setAnswer(answer.build()).build();
    }

    static Observation observation(String command, String output) {
        return Observation.newBuilder()
                .setVerdict(CommandVerdict.ALLOWED)
                .setCommand(command)
                .setOutput(output)
                .build();
    }
}
