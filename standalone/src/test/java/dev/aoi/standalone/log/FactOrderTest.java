package dev.aoi.standalone.log;

import static dev.aoi.standalone.Records.at;
import static dev.aoi.standalone.Records.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.observer.Decision;

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
