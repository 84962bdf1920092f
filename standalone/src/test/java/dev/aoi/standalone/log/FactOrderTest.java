package dev.aoi.standalone.log;

import static dev.aoi.standalone.Records.at;
import static dev.aoi.standalone.Records.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.compressor.ItemProvenance;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;

import org.junit.jupiter.api.Test;

import java.util.List;

class FactOrderTest {
    @Test
    void mergesTopicsByTime() {
        Fact a = fact("x", 0, "a", "", 10);
        Fact b = fact("y", 0, "b", "", 5);
        Fact c = fact("y", 1, "c", "", 20);
        assertThat(FactOrder.merged(List.of(a, b, c))).containsExactly(b, a, c);
    }

    @Test
    void aTopicKeepsItsOwnOrderWhateverTheClocksSay() {
        Fact first = fact("x", 0, "a", "", 10);
        Fact second = fact("x", 1, "b", "", 4);
        Fact other = fact("y", 0, "c", "", 7);
        assertThat(FactOrder.merged(List.of(first, second, other)))
                .containsExactly(other, first, second);
    }

    @Test
    void atTheSameTimeTheCauseComesFirst() {
        Fact effect = fact("x", 0, "b", "a", 10);
        Fact cause = fact("y", 0, "a", "", 10);
        assertThat(FactOrder.merged(List.of(effect, cause))).containsExactly(cause, effect);
    }

    @Test
    void aCircleOfCausesEnds() {
        Fact a = fact("x", 0, "a", "b", 10);
        Fact b = fact("y", 0, "b", "a", 10);
        assertThat(FactOrder.merged(List.of(a, b))).containsExactlyInAnyOrder(a, b);
    }

    @Test
    void aCauseComesFirstWhateverTheClocksSay() {
        Fact effect = fact("x", 0, "b", "a", 10);
        Fact between = fact("z", 0, "c", "", 11);
        Fact cause = fact("y", 0, "a", "", 12);
        assertThat(FactOrder.merged(List.of(effect, between, cause)))
                .containsExactly(between, cause, effect);
    }

    @Test
    void whatStandsBehindACircleStaysBehindIt() {
        Fact behind = fact("z", 0, "c", "a", 1);
        Fact a = fact("x", 0, "a", "b", 10);
        Fact b = fact("y", 0, "b", "a", 11);
        assertThat(FactOrder.merged(List.of(behind, a, b))).containsExactly(a, behind, b);
    }

    @Test
    void whatSumsUpComesAfterAllThatItSumsUp() {
        Fact command =
                at(
                        Topics.COMPRESSOR_COMMANDS.name(),
                        0,
                        CompressorCommand.newBuilder()
                                .setHeader(header("command", "completion", 10))
                                .setObservations(
                                        List.of(
                                                RecordRef.newBuilder().setEventId("one").build(),
                                                RecordRef.newBuilder().setEventId("two").build()))
                                .build());
        Fact summary =
                at(
                        Topics.SUMMARIES.name(),
                        0,
                        Summary.newBuilder()
                                .setHeader(header("summary", "command", 9))
                                .setItems(
                                        List.of(
                                                ItemProvenance.newBuilder()
                                                        .setObservationId("two")
                                                        .build()))
                                .build());
        Fact one = observation(0, "one", 8);
        Fact two = observation(1, "two", 10);
        Fact closed =
                at(
                        Topics.PROBE_OBSERVATIONS.name(),
                        2,
                        RoundClosed.newBuilder()
                                .setHeader(header("closed", "probe-command", 10))
                                .setObservationIds(List.of("one", "two"))
                                .build());
        assertThat(FactOrder.merged(List.of(summary, command, one, two, closed)))
                .containsExactly(one, two, closed, command, summary);
    }

    @Test
    void theVerdictComesAfterTheSubmissionAndTheEndAfterTheVerdict() {
        Fact closed =
                at(
                        Topics.INCIDENTS.name(),
                        0,
                        IncidentClosed.newBuilder()
                                .setHeader(header("closed"))
                                .setEvaluationId("verdict")
                                .build());
        Fact verdict =
                at(
                        Topics.EVALUATIONS.name(),
                        0,
                        Evaluation.newBuilder().setHeader(header("verdict", "", 5)).build());
        Fact submission =
                at(
                        Topics.SUBMISSIONS.name(),
                        0,
                        Submission.newBuilder().setHeader(header("submission", "", 5)).build());
        assertThat(FactOrder.merged(List.of(closed, verdict, submission)))
                .containsExactly(submission, verdict, closed);
    }

    @Test
    void aVerdictWithoutSubmissionDoesNotWaitForALateOne() {
        Fact verdict =
                at(
                        Topics.EVALUATIONS.name(),
                        0,
                        Evaluation.newBuilder().setHeader(header("verdict")).build());
        Fact submission =
                at(
                        Topics.SUBMISSIONS.name(),
                        0,
                        Submission.newBuilder().setHeader(header("submission", "", 5)).build());
        assertThat(FactOrder.merged(List.of(submission, verdict)))
                .containsExactly(verdict, submission);
    }

    private static Fact observation(long offset, String id, long millis) {
        return at(
                Topics.PROBE_OBSERVATIONS.name(),
                offset,
                Observation.newBuilder().setHeader(header(id, "", millis)).build());
    }

    private static Fact fact(String topic, long offset, String id, String cause, long millis) {
        var header = header(id, cause, millis);
        return at(
                topic,
                offset,
                topic.equals("x")
                        ? Decision.newBuilder().setHeader(header).build()
                        : IncidentClosed.newBuilder().setHeader(header).build());
    }
}
