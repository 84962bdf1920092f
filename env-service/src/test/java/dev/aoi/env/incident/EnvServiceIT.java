package dev.aoi.env.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aoi.env.cluster.WorldNames;
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.LeaseStage;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.observer.Answer;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.operator.CancelIncident;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The whole service on a real broker and a real cluster host. */
class EnvServiceIT {
    private static final String PROBLEM = "k8s_target_port-misconfig-detection-1";

    @TempDir static Path folder;
    private static Stack stack;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws Exception {
        stack = new Stack(folder);
        // Worlds that nobody holds: one named as the service does, one that is somebody else's.
        stack.host.worlds.create(WorldNames.of("long-gone"), 1);
        stack.host.worlds.create("mine", 1);
        service = stack.service("--aoi.env.grace=1s");
    }

    @AfterAll
    static void stop() {
        service.close();
        stack.close();
    }

    private static EventHeader header(String incident, String id) {
        return EventHeader.newBuilder()
                .setEventId(incident + "-" + id)
                .setIncidentId(incident)
                .setTime(Instant.now())
                .build();
    }

    private static void open(String incident, String problem, int deadlineSeconds) {
        stack.write(
                Topics.REQUESTS,
                OpenIncident.newBuilder()
                        .setHeader(header(incident, "request"))
                        .setProblemId(problem)
                        .setSeed(3)
                        .setLimits(Limits.newBuilder().setDeadlineSeconds(deadlineSeconds).build())
                        .build());
    }

    private static IncidentOpened opened(String incident) {
        return stack.next(incident, Topics.INCIDENTS, IncidentOpened.class, o -> true);
    }

    private static IncidentClosed closed(String incident) {
        IncidentClosed closed =
                stack.next(incident, Topics.INCIDENTS, IncidentClosed.class, c -> true);
        assertThat(stack.host.worlds.names()).doesNotContain(WorldNames.of(incident));
        assertThat(leases().incidents()).doesNotContain(incident);
        return closed;
    }

    private static OpenLeases leases() {
        return new OpenLeases(() -> stack.clients.reader("lease-reader"));
    }

    private static void answer(String incident, String verdict) {
        stack.write(
                Topics.SUBMISSIONS,
                Submission.newBuilder()
                        .setHeader(header(incident, "submission"))
                        .setAnswer(Answer.newBuilder().setVerdict(verdict).build())
                        .setSteps(4)
                        .setTokens(new TokenUsage(100L, 20L, true))
                        .setPolicy("runbook")
                        .build());
    }

    @Test
    void opensJudgesAndCloses() {
        open("inc-a", PROBLEM, 600);
        IncidentOpened opened = opened("inc-a");
        assertThat(opened.getWorld()).isEqualTo(WorldNames.of("inc-a"));
        assertThat(opened.getTaskType()).isEqualTo(TaskType.DETECTION);
        assertThat(leases().incidents()).contains("inc-a");
        answer("inc-a", "Yes");
        Evaluation evaluation =
                stack.next("inc-a", Topics.EVALUATIONS, Evaluation.class, e -> true);
        assertThat(evaluation.getCompatSuccess()).isTrue();
        assertThat(evaluation.getStrictReason())
                .isEqualTo("The answer cites no observation of this incident.");
        assertThat(evaluation.getCompatResults())
                .containsEntry("Detection Accuracy", "\"Correct\"")
                .containsEntry("steps", "4")
                .containsEntry("in_tokens", "100")
                .containsEntry("out_tokens", "20")
                .containsKey("TTD");
        assertThat(evaluation.getProblemId()).isEqualTo(PROBLEM);
        assertThat(evaluation.getTarget()).isEqualTo("user-service");
        assertThat(evaluation.getPolicy()).isEqualTo("runbook");
        IncidentClosed closed = closed("inc-a");
        assertThat(closed.getReason()).isEqualTo(CloseReason.SUBMITTED);
        assertThat(closed.getEvaluationId()).isEqualTo(evaluation.getHeader().getEventId());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        open("inc-b", "k8s_target_port", 600);
        IncidentClosed closed = closed("inc-b");
        assertThat(closed.getReason()).isEqualTo(CloseReason.FAILED);
        assertThat(closed.getDetail()).startsWith("There is no problem k8s_target_port; ");
    }

    @Test
    void cancelsAndGivesBack() {
        open("inc-c", PROBLEM, 600);
        opened("inc-c");
        stack.write(
                Topics.REQUESTS,
                CancelIncident.newBuilder()
                        .setHeader(header("inc-c", "cancel"))
                        .setReason("enough")
                        .build());
        IncidentClosed closed = closed("inc-c");
        assertThat(closed.getReason()).isEqualTo(CloseReason.CANCELLED);
        assertThat(closed.getEvaluationId()).isEmpty();
        assertThat(stack.reader.incident("inc-c", java.util.List.of(Topics.EVALUATIONS), Map.of()))
                .isEmpty();
    }

    @Test
    void endsByItselfAfterTheDeadline() {
        open("inc-d", PROBLEM, 1);
        IncidentClosed closed = closed("inc-d");
        assertThat(closed.getReason()).isEqualTo(CloseReason.DEADLINE);
        Evaluation evaluation =
                stack.next("inc-d", Topics.EVALUATIONS, Evaluation.class, e -> true);
        assertThat(evaluation.getSubmitted()).isEmpty();
        assertThat(evaluation.getCompatResults())
                .containsEntry("Detection Accuracy", "\"Invalid Format\"");
    }

    @Test
    void namesTheDeadLetterThatStoppedIt() {
        open("inc-e", PROBLEM, 20);
        opened("inc-e");
        stack.write(
                Topics.deadLettersOf(Writer.PROBE),
                DeadLetter.newBuilder()
                        .setHeader(header("inc-e", "letter"))
                        .setRole("probe")
                        .setCause("Could not be folded")
                        .build());
        IncidentClosed closed = closed("inc-e");
        assertThat(closed.getReason()).isEqualTo(CloseReason.DEAD_LETTER);
        assertThat(closed.getDetail())
                .isEqualTo(
                        "Nobody resolved dead letter inc-e-letter of the probe: Could not be"
                                + " folded");
    }

    @Test
    void sweepsWorldsThatNobodyHolds() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !stack.host.worlds.names().contains(WorldNames.of("long-gone")));
        assertThat(stack.host.worlds.names()).contains("mine");
    }

    @Test
    void goesOnAfterARestart() {
        open("inc-f", PROBLEM, 600);
        stack.next("inc-f", Topics.LEASES, Lease.class, l -> l.getStage() == LeaseStage.PREPARING);
        // The process ends in the middle of a preparation, whatever it has made by then.
        service.close();
        service = stack.service("--aoi.env.grace=1s");
        opened("inc-f");
        service.close();
        answer("inc-f", "Yes");
        service = stack.service("--aoi.env.grace=1s");
        assertThat(closed("inc-f").getReason()).isEqualTo(CloseReason.SUBMITTED);
    }

    @Test
    void anIdIsNotUsedTwice() {
        open("inc-g", "nonsense", 600);
        closed("inc-g");
        service.close();
        service = stack.service("--aoi.env.grace=1s");
        stack.write(
                Topics.REQUESTS,
                OpenIncident.newBuilder()
                        .setHeader(header("inc-g", "again"))
                        .setProblemId(PROBLEM)
                        .build());
        IncidentClosed closed =
                stack.next(
                        "inc-g",
                        Topics.INCIDENTS,
                        IncidentClosed.class,
                        c -> c.getDetail().contains("used before"));
        assertThat(closed.getReason()).isEqualTo(CloseReason.FAILED);
    }
}
