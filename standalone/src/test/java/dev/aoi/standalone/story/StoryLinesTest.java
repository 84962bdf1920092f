package dev.aoi.standalone.story;

import static dev.aoi.standalone.Records.NOON;
import static dev.aoi.standalone.Records.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.compressor.ItemProvenance;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.deadletter.DeadLetterResolved;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.env.OracleVerdict;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.executor.WriteUnknown;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.observer.Answer;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.NextStep;
import dev.aoi.schemas.observer.Phase;
import dev.aoi.schemas.observer.RootCause;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.TimerFired;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.operator.CancelIncident;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.operator.RetryDeadLetter;
import dev.aoi.schemas.operator.Undo;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class StoryLinesTest {

    @Test
    void asksForABenchmarkProblem() {
        assertThat(
                        line(
                                OpenIncident.newBuilder()
                                        .setHeader(header("a"))
                                        .setProblemId("scale_pod_zero_social_net-detection-1")
                                        .setTarget("text-service")
                                        .setSeed(7)
                                        .setRenameSeed(3)
                                        .build()))
                .isEqualTo(
                        "operator|asks|open scale_pod_zero_social_net-detection-1, target"
                                + " text-service, seed 7, rename seed 3, autonomous");
    }

    @Test
    void asksInThePersonsOwnWords() {
        assertThat(
                        line(
                                OpenIncident.newBuilder()
                                        .setHeader(header("a"))
                                        .setDescription("posts\n  fail")
                                        .setRunMode(RunMode.READ_ONLY)
                                        .build()))
                .isEqualTo("operator|asks|work on \"posts fail\", seed 0, read only");
    }

    @Test
    void otherRequests() {
        assertThat(
                        line(
                                CancelIncident.newBuilder()
                                        .setHeader(header("a"))
                                        .setReason("Ctrl-C")
                                        .build()))
                .isEqualTo("operator|asks|cancel: Ctrl-C");
        assertThat(
                        line(
                                RetryDeadLetter.newBuilder()
                                        .setHeader(header("a"))
                                        .setDeadLetterId("0123456789abcdef")
                                        .setRole("probe")
                                        .build()))
                .isEqualTo("operator|asks|retry dead letter 0123456789ab of probe");
        assertThat(line(Undo.newBuilder().setHeader(header("a")).build()))
                .isEqualTo("operator|asks|undo every write, newest first");
        assertThat(
                        line(
                                Approval.newBuilder()
                                        .setHeader(header("a"))
                                        .setRequestId("r1")
                                        .setGranted(false)
                                        .setPrincipal("mia")
                                        .setReason("not now")
                                        .build()))
                .isEqualTo("operator|denies|request r1 by mia: not now");
    }

    @Test
    void opened() {
        assertThat(
                        line(
                                IncidentOpened.newBuilder()
                                        .setHeader(header("a"))
                                        .setTaskType(TaskType.MITIGATION)
                                        .setNamespace("shop")
                                        .setWorld("w-1")
                                        .setRunMode(RunMode.AUTONOMOUS)
                                        .setDeadline(NOON.plusSeconds(1800))
                                        .build()))
                .isEqualTo(
                        "env|opened|mitigation in namespace shop on world w-1, autonomous, 14 turns"
                                + " and 30 min at most");
    }

    @Test
    void closed() {
        assertThat(
                        line(
                                IncidentClosed.newBuilder()
                                        .setHeader(header("a"))
                                        .setReason(CloseReason.DEAD_LETTER)
                                        .setDetail("probe could not read x")
                                        .build()))
                .isEqualTo("env|closed|dead letter: probe could not read x");
    }

    @Test
    void judgedWithEachOracle() {
        StoryLine line =
                StoryLines.of(
                        Evaluation.newBuilder()
                                .setHeader(header("a"))
                                .setStrictSuccess(false)
                                .setCompatSuccess(true)
                                .setStrictReason("another spec was changed")
                                .setOracles(
                                        List.of(
                                                oracle("R1.targetPort", true, "9090"),
                                                oracle("collateral", false, "Service x")))
                                .build());
        assertThat(text(line))
                .isEqualTo("env|judged|strict failure, compat success: another spec was changed");
        assertThat(line.details())
                .containsExactly("ok    R1.targetPort: 9090", "FAIL  collateral: Service x");
    }

    @Test
    void decided() {
        Decision decision =
                Decision.newBuilder()
                        .setHeader(header("a"))
                        .setTurn(3)
                        .setPhase(Phase.DEPTH_ANALYSIS)
                        .setConfidence(80)
                        .setRootCause(
                                RootCause.newBuilder().setSuspected("wrong port of @s4").build())
                        .setNextStep(NextStep.PROBE)
                        .setInstruction("compare ports")
                        .setForced("")
                        .build();
        assertThat(line(decision))
                .isEqualTo(
                        "observer|decides|turn 3, depth analysis, confidence 80: wrong port of @s4"
                                + " -> probe: compare ports");
        assertThat(
                        StoryLines.of(Decision.newBuilder(decision).setForced("turn limit").build())
                                .details())
                .containsExactly("forced: turn limit");
    }

    @Test
    void submitted() {
        Submission submission =
                Submission.newBuilder()
                        .setHeader(header("a"))
                        .setTaskType(TaskType.LOCALIZATION)
                        .setAnswer(
                                Answer.newBuilder().setComponents(List.of("user-service")).build())
                        .setSteps(2)
                        .setTokens(tokens(1200, 80, true))
                        .setBestSoFar(true)
                        .setReason("deadline")
                        .build();
        assertThat(line(submission))
                .isEqualTo(
                        "observer|submits|[user-service] after 2 turns, about 1200 + 80 tokens,"
                                + " best so far: deadline");
        Submission detection =
                Submission.newBuilder(submission)
                        .setTaskType(TaskType.DETECTION)
                        .setAnswer(Answer.newBuilder().setVerdict("Yes").build())
                        .setSteps(1)
                        .setBestSoFar(false)
                        .setReason("")
                        .build();
        assertThat(line(detection))
                .isEqualTo("observer|submits|Yes after 1 turn, about 1200 + 80 tokens");
    }

    @Test
    void timer() {
        assertThat(
                        line(
                                TimerFired.newBuilder()
                                        .setHeader(header("a"))
                                        .setTimer("deadline")
                                        .build()))
                .isEqualTo("observer|times out|deadline");
    }

    @Test
    void looked() {
        assertThat(line(observation().build()))
                .isEqualTo("probe|looks|exit 0  kubectl get pods -n shop  | 2 rows");
        assertThat(
                        line(
                                observation()
                                        .setExitCode(1)
                                        .setOutput("")
                                        .setErrorOutput("Error from server (NotFound): x\n")
                                        .build()))
                .isEqualTo(
                        "probe|looks|exit 1  kubectl get pods -n shop  | Error from server"
                                + " (NotFound): x");
        assertThat(
                        line(
                                observation()
                                        .setOutput("one\ntwo\nthree\n")
                                        .setTruncated(true)
                                        .setOutputBytes(9L << 20)
                                        .build()))
                .isEqualTo(
                        "probe|looks|exit 0  kubectl get pods -n shop  | one (and 2 more lines)"
                                + " [truncated, 9.0 MiB in all]");
    }

    @Test
    void refusedIsNeverHidden() {
        StoryLine line =
                StoryLines.of(
                        observation()
                                .setVerdict(CommandVerdict.REFUSED)
                                .setTyped("get secrets")
                                .setRefusal("secrets may not be read")
                                .build());
        assertThat(text(line)).isEqualTo("probe|refused|get secrets: secrets may not be read");
        assertThat(line.routine()).isFalse();
    }

    @Test
    void verified() {
        assertThat(
                        line(
                                observation()
                                        .setRole("executor")
                                        .setPurpose("verify")
                                        .setOutput("replicas = 1")
                                        .build()))
                .isEqualTo("executor|verifies|exit 0  kubectl get pods -n shop  | replicas = 1");
    }

    @Test
    void laterChunksAreRoutine() {
        StoryLine line = StoryLines.of(observation().setChunk(1).setChunks(3).build());
        assertThat(text(line)).isEqualTo("probe|goes on|part 2 of 3 of kubectl get pods -n shop");
        assertThat(line.routine()).isTrue();
    }

    @Test
    void aRoundThatFailedIsTold() {
        RoundClosed done =
                RoundClosed.newBuilder()
                        .setHeader(header("a"))
                        .setRole("probe")
                        .setTurn(2)
                        .setOutcome(RoundOutcome.DONE)
                        .setObservationIds(List.of("x"))
                        .build();
        assertThat(line(done)).isEqualTo("probe|reports|turn 2, done, 1 observation");
        assertThat(StoryLines.of(done).routine()).isTrue();
        RoundClosed failed =
                RoundClosed.newBuilder(done)
                        .setOutcome(RoundOutcome.POLICY_FAILED)
                        .setDetail("no valid answer")
                        .build();
        assertThat(line(failed))
                .isEqualTo("probe|reports|turn 2, policy failed, 1 observation: no valid answer");
        assertThat(StoryLines.of(failed).routine()).isFalse();
    }

    @Test
    void thought() {
        Completion first =
                Completion.newBuilder()
                        .setHeader(header("a"))
                        .setRole("observer")
                        .setPurpose("decision")
                        .setTurn(2)
                        .setPolicy("llm")
                        .setModel("m-1")
                        .setTokens(tokens(900, 40, false))
                        .setLatencyMillis(1500)
                        .build();
        assertThat(line(first))
                .isEqualTo("observer|thinks|decision turn 2, llm m-1, 900 + 40 tokens, 1500 ms");
        assertThat(StoryLines.of(first).routine()).isTrue();
        Completion again = Completion.newBuilder(first).setAttempt(1).build();
        assertThat(StoryLines.of(again).routine()).as("asked again").isFalse();
        assertThat(line(Completion.newBuilder(again).setFailure("HTTP 500").build()))
                .isEqualTo("observer|cannot think|decision turn 2 attempt 1: HTTP 500");
    }

    @Test
    void compressed() {
        assertThat(
                        line(
                                Summary.newBuilder()
                                        .setHeader(header("a"))
                                        .setItems(
                                                List.of(
                                                        ItemProvenance.newBuilder().build(),
                                                        ItemProvenance.newBuilder().build()))
                                        .setTokensBefore(4000)
                                        .setTokensAfter(700)
                                        .setMethod("extractive")
                                        .build()))
                .isEqualTo("compressor|compresses|2 observations, 4000 -> 700 tokens (extractive)");
        assertThat(
                        line(
                                Summary.newBuilder()
                                        .setHeader(header("a"))
                                        .setItems(List.of(ItemProvenance.newBuilder().build()))
                                        .setTokensBefore(70)
                                        .setTokensAfter(70)
                                        .setMethod("verbatim")
                                        .build()))
                .isEqualTo("compressor|compresses|1 observation, 70 tokens, nothing left out");
    }

    @Test
    void approvalsThatWaitAndThatLapsed() {
        ApprovalRequest request =
                ApprovalRequest.newBuilder()
                        .setHeader(header("a"))
                        .setHash("h")
                        .setCommand("kubectl scale deploy/x --replicas=1")
                        .setTarget("Deployment shop/x")
                        .setExpiresAt(java.time.Instant.ofEpochSecond(90))
                        .build();
        assertThat(line(request))
                .isEqualTo(
                        "executor|awaits|approval of kubectl scale deploy/x --replicas=1 on"
                                + " Deployment shop/x until 1970-01-01T00:01:30Z");
        assertThat(line(ApprovalRequest.newBuilder(request).setHash("").build()))
                .isEqualTo("executor|lapsed|nobody approved kubectl scale deploy/x --replicas=1");
    }

    @Test
    void journal() {
        assertThat(
                        line(
                                WriteIntended.newBuilder()
                                        .setHeader(header("a"))
                                        .setCommand("kubectl scale deploy/x --replicas=1")
                                        .setKind("Deployment")
                                        .setNamespace("shop")
                                        .setName("x")
                                        .setResourceVersion("41")
                                        .build()))
                .isEqualTo(
                        "executor|intends|kubectl scale deploy/x --replicas=1  [Deployment shop/x"
                                + " at version 41]");
        assertThat(
                        line(
                                WriteApplied.newBuilder()
                                        .setHeader(header("a"))
                                        .setResourceVersion("42")
                                        .setReconciled(true)
                                        .build()))
                .isEqualTo("executor|applied|now at version 42, as seen by looking");
        assertThat(
                        line(
                                WriteFailed.newBuilder()
                                        .setHeader(header("a"))
                                        .setReason("conflict")
                                        .build()))
                .isEqualTo("executor|failed|conflict");
        assertThat(
                        line(
                                WriteUnknown.newBuilder()
                                        .setHeader(header("a"))
                                        .setReason("connection cut")
                                        .build()))
                .isEqualTo("executor|lost sight|outcome unknown, not repeated: connection cut");
        assertThat(
                        line(
                                WriteUndone.newBuilder()
                                        .setHeader(header("a"))
                                        .setResourceVersion("43")
                                        .setReason("expectation not met")
                                        .build()))
                .isEqualTo("executor|undid|back, now at version 43: expectation not met");
    }

    @Test
    void deadLetters() {
        DeadLetter letter =
                DeadLetter.newBuilder()
                        .setHeader(header("a"))
                        .setRole("probe")
                        .setTopic("aoi.observer.probe-commands")
                        .setPartition(3)
                        .setOffset(17)
                        .setAttempts(3)
                        .setCause("no world w-1")
                        .build();
        assertThat(line(letter))
                .isEqualTo(
                        "probe|gives up on|aoi.observer.probe-commands-3@17 after 3 attempts: no"
                                + " world w-1");
        assertThat(line(DeadLetter.newBuilder(letter).setBehind("0123456789abcdef").build()))
                .isEqualTo(
                        "probe|parks|aoi.observer.probe-commands-3@17 behind dead letter"
                                + " 0123456789ab");
        assertThat(
                        line(
                                DeadLetterResolved.newBuilder()
                                        .setHeader(header("a"))
                                        .setRole("probe")
                                        .setDeadLetterId("0123456789abcdef")
                                        .setOutcome("retried")
                                        .build()))
                .isEqualTo("probe|retried|dead letter 0123456789ab");
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void everyTypeOfTheCatalogueHasALineOfItsOwn(Class<? extends SpecificRecord> type)
            throws ReflectiveOperationException {
        Object builder = type.getMethod("newBuilder").invoke(null);
        SpecificRecord blank =
                (SpecificRecord) builder.getClass().getMethod("build").invoke(builder);
        StoryLine line = StoryLines.of(blank);
        assertThat(line.actor()).isNotEqualTo("(unknown)");
        assertThat(line.text()).doesNotContain("\n");
    }

    static Stream<Class<? extends SpecificRecord>> everyType() {
        return Topics.all().stream().map(Topic::types).flatMap(List::stream).distinct();
    }

    private static Observation.Builder observation() {
        return Observation.newBuilder()
                .setHeader(header("a"))
                .setRole("probe")
                .setVerdict(CommandVerdict.ALLOWED)
                .setCommand("kubectl get pods -n shop")
                .setOutput("NAME   READY\na      1/1\nb      0/1\n");
    }

    private static OracleVerdict oracle(String name, boolean passed, String detail) {
        return OracleVerdict.newBuilder()
                .setOracle(name)
                .setPassed(passed)
                .setDetail(detail)
                .build();
    }

    private static TokenUsage tokens(long input, long output, boolean estimated) {
        return TokenUsage.newBuilder()
                .setInput(input)
                .setOutput(output)
                .setEstimated(estimated)
                .build();
    }

    private static String line(SpecificRecord event) {
        return text(StoryLines.of(event));
    }

    private static String text(StoryLine line) {
        return line.actor() + "|" + line.verb() + "|" + line.text();
    }
}
