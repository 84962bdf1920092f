package dev.aoi.standalone.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.standalone.Records;
import dev.aoi.standalone.log.ApprovalLog.State;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class ApprovalLogTest {
    private static final Instant UNTIL = Instant.ofEpochSecond(100);
    private static final Instant IN_TIME = Instant.ofEpochSecond(50);
    private static final Instant LATE = Instant.ofEpochSecond(101);

    @Test
    void aRequestWaitsUntilItsTimeIsOver() {
        assertThat(state(IN_TIME, request("h"))).containsExactly(State.WAITS);
        assertThat(state(LATE, request("h"))).containsExactly(State.LAPSED);
    }

    @Test
    void theMarkThatItsTimeIsOverIsNoRequest() {
        assertThat(state(LATE, request("h"), request(""))).containsExactly(State.LAPSED);
    }

    @Test
    void theFirstAnswerToWhatWasShownCounts() {
        assertThat(state(IN_TIME, request("h"), answer("h", true, IN_TIME)))
                .containsExactly(State.APPROVED);
        assertThat(
                        state(
                                IN_TIME,
                                request("h"),
                                answer("h", false, IN_TIME),
                                answer("h", true, IN_TIME)))
                .containsExactly(State.DENIED);
    }

    @Test
    void anAnswerToSomethingElseOrTooLateIsVoid() {
        assertThat(state(IN_TIME, request("h"), answer("other", true, IN_TIME)))
                .containsExactly(State.WAITS);
        assertThat(state(LATE, request("h"), answer("h", true, LATE)))
                .containsExactly(State.LAPSED);
    }

    @Test
    void anIncidentThatEndsTakesItsRequestsAlong() {
        IncidentClosed closed = IncidentClosed.newBuilder().setHeader(header(IN_TIME)).build();
        assertThat(state(IN_TIME, request("h"), closed)).containsExactly(State.CLOSED);
    }

    private static List<State> state(Instant now, SpecificRecord... events) {
        List<Fact> facts = new ArrayList<>();
        for (SpecificRecord event : events) {
            facts.add(Records.at("t", facts.size(), event));
        }
        return ApprovalLog.fold(facts, now).stream().map(ApprovalLog.Entry::state).toList();
    }

    private static ApprovalRequest request(String hash) {
        return ApprovalRequest.newBuilder()
                .setHeader(header(Instant.EPOCH))
                .setRequestId("r")
                .setHash(hash)
                .setExpiresAt(UNTIL)
                .build();
    }

    private static Approval answer(String hash, boolean granted, Instant time) {
        return Approval.newBuilder()
                .setHeader(header(time))
                .setRequestId("r")
                .setRequestHash(hash)
                .setGranted(granted)
                .build();
    }

    private static EventHeader header(Instant time) {
        return EventHeader.newBuilder(Records.header("e")).setTime(time).build();
    }
}
