package dev.aoi.env.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.LeaseStage;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import org.junit.jupiter.api.Test;

class EnvMachineTest {
    private static final String PROBLEM = "k8s_target_port-misconfig-detection-1";
    private final EnvBench bench = new EnvBench();

    private void open(OpenIncident.Builder request) {
        bench.write(Topics.REQUESTS, request.build());
        bench.work();
    }

    private IncidentClosed closed() {
        assertThat(bench.settled()).isTrue();
        assertThat(bench.worlds).isEmpty();
        return bench.written(IncidentClosed.class).getFirst();
    }

    @Test
    void opensAndSaysNothingOfTheProblem() {
        open(Samples.open(PROBLEM));
        assertThat(bench.written(Lease.class))
                .extracting(Lease::getStage)
                .containsExactly(LeaseStage.PREPARING, LeaseStage.OPEN);
        IncidentOpened opened = bench.written(IncidentOpened.class).getFirst();
        assertThat(opened.getTaskType()).isEqualTo(TaskType.DETECTION);
        assertThat(opened.getDeadline()).isEqualTo(Samples.NOON.plusSeconds(60));
        assertThat(opened.getRunMode()).isEqualTo(RunMode.AUTONOMOUS);
        assertThat(opened.getNamespace()).isEqualTo("test-social-network");
        assertThat(opened.toString()).doesNotContain("misconfig", "user-service", "9999");
        assertThat(bench.settled()).isFalse();
    }

    @Test
    void anAnswerIsJudgedOnceAndClosesTheIncident() {
        open(Samples.open(PROBLEM));
        bench.write(Topics.SUBMISSIONS, Samples.submission(false, ""));
        bench.work();
        Evaluation evaluation = bench.written(Evaluation.class).getFirst();
        assertThat(closed().getReason()).isEqualTo(CloseReason.SUBMITTED);
        assertThat(closed().getEvaluationId()).isEqualTo(evaluation.getHeader().getEventId());
        assertThat(bench.written(Evaluation.class)).hasSize(1);
    }

    @Test
    void withoutAnAnswerTheDeadlineJudges() {
        open(Samples.open(PROBLEM));
        assertThat(bench.ring()).isTrue();
        bench.work();
        assertThat(closed().getReason()).isEqualTo(CloseReason.DEADLINE);
    }

    @Test
    void anUnresolvedDeadLetterIsNamed() {
        open(Samples.open(PROBLEM));
        bench.write(Topics.deadLettersOf(Writer.PROBE), Samples.letter());
        bench.ring();
        bench.work();
        assertThat(closed().getReason()).isEqualTo(CloseReason.DEAD_LETTER);
        assertThat(closed().getDetail()).isEqualTo("Letter letter");
    }

    @Test
    void aResolvedDeadLetterIsForgotten() {
        open(Samples.open(PROBLEM));
        bench.write(Topics.deadLettersOf(Writer.PROBE), Samples.letter());
        bench.write(Topics.deadLettersOf(Writer.PROBE), Samples.resolved());
        bench.write(Topics.deadLettersOf(Writer.PROBE), Samples.letter());
        bench.ring();
        bench.work();
        assertThat(closed().getReason()).isEqualTo(CloseReason.DEADLINE);
    }

    @Test
    void aCancellationEndsWithoutAVerdict() {
        open(Samples.open(PROBLEM));
        bench.write(Topics.REQUESTS, Samples.cancel());
        bench.work();
        assertThat(closed().getReason()).isEqualTo(CloseReason.CANCELLED);
        assertThat(closed().getDetail()).isEqualTo("enough");
        assertThat(bench.written(Evaluation.class)).isEmpty();
    }

    @Test
    void aCancellationWhilePreparingWaitsForTheWorldAndRemovesIt() {
        bench.write(Topics.REQUESTS, Samples.open(PROBLEM).build());
        bench.start();
        bench.start();
        assertThat(bench.running).hasSize(1);
        bench.write(Topics.REQUESTS, Samples.cancel());
        bench.work();
        assertThat(closed().getReason()).isEqualTo(CloseReason.CANCELLED);
        assertThat(bench.written(IncidentOpened.class)).isEmpty();
    }

    @Test
    void aCancellationAfterTheAnswerIsTooLate() {
        open(Samples.open(PROBLEM));
        bench.write(Topics.SUBMISSIONS, Samples.submission(false, ""));
        bench.start();
        bench.write(Topics.REQUESTS, Samples.cancel());
        bench.work();
        assertThat(closed().getReason()).isEqualTo(CloseReason.SUBMITTED);
    }

    @Test
    void anInvalidRequestIsRefusedWithOneSentence() {
        open(Samples.open("k8s_target_port-misconfig-detecton-1"));
        assertThat(closed().getReason()).isEqualTo(CloseReason.FAILED);
        assertThat(closed().getDetail())
                .isEqualTo(
                        "There is no problem k8s_target_port-misconfig-detecton-1; the closest are"
                                + " k8s_target_port-misconfig-detection-1,"
                                + " k8s_target_port-misconfig-detection-2,"
                                + " k8s_target_port-misconfig-detection-3.");
        assertThat(bench.written(Lease.class)).isEmpty();
    }

    @Test
    void badTargetsAndLimitsAreRefused() {
        assertThat(refusal(Samples.open(PROBLEM).setTarget("jaeger")))
                .startsWith("Problem " + PROBLEM + " cannot hit jaeger; possible are ")
                .contains("user-service");
        assertThat(
                        refusal(
                                Samples.open("noop_detection_social_network-1")
                                        .setTarget("user-service")))
                .isEqualTo(
                        "Problem noop_detection_social_network-1 breaks nothing, so it takes no"
                                + " target.");
        assertThat(refusal(Samples.open(PROBLEM).setLimits(limits(-1, 60))))
                .isEqualTo("The limit turns is -1; give a positive number, or 0 for the default.");
        assertThat(refusal(Samples.open(PROBLEM).setLimits(limits(1, 1_000_000))))
                .startsWith("The limit deadlineSeconds is 1000000");
        assertThat(refusal(Samples.open(""))).startsWith("Without a problem");
        assertThat(refusal(Samples.open("").setCluster("mine")))
                .isEqualTo("An incident on your own cluster needs a description and a namespace.");
        assertThat(
                        refusal(
                                Samples.open("")
                                        .setCluster("mine")
                                        .setDescription("slow")
                                        .setNamespace("shop")))
                .contains("task type");
    }

    private static Limits limits(int turns, int deadline) {
        return Limits.newBuilder().setTurns(turns).setDeadlineSeconds(deadline).build();
    }

    private static String refusal(OpenIncident.Builder request) {
        return switch (Admission.of(request.build())) {
            case Admission.Refused(String sentence) -> sentence;
            case Admission.Admitted admitted -> throw new AssertionError(admitted.toString());
        };
    }

    @Test
    void limitsThatAreNotSetGetTheirDefaults() {
        Limits asked =
                Limits.newBuilder()
                        .setTurns(0)
                        .setDeadlineSeconds(0)
                        .setWrites(2)
                        .setTotalTokens(0)
                        .build();
        assertThat(LimitsCheck.filled(asked)).isEqualTo(Limits.newBuilder().setWrites(2).build());
    }

    @Test
    void anotherRequestForTheSameIncidentChangesNothing() {
        open(Samples.open(PROBLEM));
        EnvState before = bench.state;
        bench.write(
                Topics.REQUESTS,
                Samples.open("nonsense").setHeader(Samples.header("again")).build());
        assertThat(bench.state).isEqualTo(before);
    }

    @Test
    void anIncidentOfTheUsersOwnClusterIsOnlyRecorded() {
        open(
                Samples.open("")
                        .setCluster("mine")
                        .setDescription("The shop is slow.")
                        .setNamespace("shop")
                        .setTaskType(TaskType.MITIGATION)
                        .setRunMode(RunMode.READ_ONLY));
        IncidentOpened opened = bench.written(IncidentOpened.class).getFirst();
        assertThat(opened.getDescription()).isEqualTo("The shop is slow.");
        assertThat(opened.getCluster()).isEqualTo("mine");
        assertThat(opened.getWorld()).isEmpty();
        assertThat(opened.getNamespace()).isEqualTo("shop");
        assertThat(opened.getRunMode()).isEqualTo(RunMode.READ_ONLY);
    }

    @Test
    void strayFactsOpenNothing() {
        bench.write(Topics.SUBMISSIONS, Samples.submission(false, ""));
        bench.work();
        assertThat(
                        new EnvMachine(new EnvRecords(Host.SOURCE, EnvRecords.GRACE))
                                .orphan(bench.state))
                .isTrue();
        assertThat(bench.written(Lease.class)).isEmpty();
    }
}
