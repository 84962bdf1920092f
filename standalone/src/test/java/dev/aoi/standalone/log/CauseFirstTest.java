package dev.aoi.standalone.log;

import static dev.aoi.standalone.Records.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.Records;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class CauseFirstTest {
    private final CauseFirst order = new CauseFirst(Duration.ofNanos(10), Duration.ofNanos(100));

    @Test
    void anEffectWaitsForItsCause() {
        Fact effect = fact("b", "a");
        Fact further = fact("c", "b");
        Fact cause = fact("a", "");
        assertThat(order.pass(List.of(further, effect), 0)).isEmpty();
        assertThat(order.pass(List.of(cause), 50)).isEmpty();
        assertThat(order.pass(List.of(), 60)).containsExactly(cause, effect, further);
        assertThat(order.rest()).isEmpty();
    }

    @Test
    void factsOfTheSameTimeWaitForEachOther() {
        Fact submission = at(Topics.SUBMISSIONS.name(), "s");
        Fact decision = at(Topics.DECISIONS.name(), "d");
        order.pass(List.of(submission), 0);
        assertThat(order.pass(List.of(decision), 5)).isEmpty();
        assertThat(order.pass(List.of(), 15)).containsExactly(decision, submission);
    }

    @Test
    void butNotForEver() {
        Fact effect = fact("b", "a");
        assertThat(order.pass(List.of(effect), 0)).isEmpty();
        assertThat(order.pass(List.of(), 99)).isEmpty();
        assertThat(order.pass(List.of(), 100)).containsExactly(effect);
    }

    @Test
    void nothingIsLostAtTheEnd() {
        Fact effect = fact("b", "a");
        order.pass(List.of(effect), 0);
        assertThat(order.rest()).containsExactly(effect);
    }

    private static Fact at(String topic, String id) {
        return Records.at(topic, 0, Decision.newBuilder().setHeader(header(id)).build());
    }

    private static Fact fact(String id, String cause) {
        return Records.at("t", 0, Decision.newBuilder().setHeader(header(id, cause, 0)).build());
    }
}
