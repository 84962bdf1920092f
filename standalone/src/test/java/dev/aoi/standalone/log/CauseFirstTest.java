package dev.aoi.standalone.log;

import static dev.aoi.standalone.Records.at;
import static dev.aoi.standalone.Records.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.observer.Decision;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class CauseFirstTest {
    private final CauseFirst order = new CauseFirst(Duration.ofNanos(100));

    @Test
    void anEffectWaitsForItsCause() {
        Fact effect = fact("b", "a");
        Fact further = fact("c", "b");
        Fact cause = fact("a", "");
        assertThat(order.pass(List.of(further, effect), 0)).isEmpty();
        assertThat(order.pass(List.of(cause), 50)).containsExactly(cause, effect, further);
        assertThat(order.rest()).isEmpty();
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

    private static Fact fact(String id, String cause) {
        return at("t", 0, Decision.newBuilder().setHeader(header(id, cause, 0)).build());
    }
}
