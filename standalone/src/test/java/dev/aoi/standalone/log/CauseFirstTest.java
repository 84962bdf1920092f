package dev.aoi.standalone.log;

import static dev.aoi.standalone.Records.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.standalone.Records;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class CauseFirstTest {
    private final CauseFirst order = new CauseFirst(Duration.ofNanos(100));

    @Test
    void anEffectLetsItsCauseGoFirst() {
        Fact effect = fact("b", "a", 0);
        Fact further = fact("c", "b", 0);
        Fact cause = fact("a", "", 0);
        assertThat(order.pass(List.of(further, effect), 0)).isEmpty();
        assertThat(order.pass(List.of(cause), 60)).isEmpty();
        assertThat(order.pass(List.of(), 99)).isEmpty();
        assertThat(order.pass(List.of(), 100)).containsExactly(cause, effect, further);
    }

    @Test
    void whatHappenedEarlierGoesWithWhatCameEarlier() {
        Fact late = fact("b", "", 20);
        Fact early = fact("a", "", 10);
        Fact later = fact("c", "", 30);
        order.pass(List.of(late), 0);
        order.pass(List.of(later, early), 90);
        assertThat(order.pass(List.of(), 100)).containsExactly(early, late);
        assertThat(order.pass(List.of(), 190)).containsExactly(later);
    }

    @Test
    void nothingWaitsLongerThanAMoment() {
        Fact effect = fact("b", "a", 0);
        assertThat(order.due(0)).isEqualTo(Duration.ofNanos(100));
        assertThat(order.pass(List.of(effect), 0)).isEmpty();
        assertThat(order.due(30)).isEqualTo(Duration.ofNanos(70));
        assertThat(order.pass(List.of(), 100)).containsExactly(effect);
        assertThat(order.pass(List.of(fact("a", "", 0)), 110)).isEmpty();
        assertThat(order.due(500)).isEqualTo(Duration.ZERO);
    }

    @Test
    void nothingIsLostAtTheEnd() {
        Fact effect = fact("b", "a", 0);
        Fact cause = fact("a", "", 0);
        order.pass(List.of(effect, cause), 0);
        assertThat(order.rest()).containsExactly(cause, effect);
        assertThat(order.rest()).isEmpty();
    }

    @Test
    void theEndOfOneIncidentLeavesTheOthersWaiting() {
        Fact one = fact("a", "", 0);
        Fact other = other("b");
        order.pass(List.of(one, other), 0);
        assertThat(order.rest(Records.INCIDENT)).containsExactly(one);
        assertThat(order.pass(List.of(), 100)).containsExactly(other);
    }

    private static Fact other(String id) {
        EventHeader header =
                EventHeader.newBuilder(header(id)).setIncidentId("inc-20261123-other2").build();
        return Records.at("t" + id, 0, Decision.newBuilder().setHeader(header).build());
    }

    private static Fact fact(String id, String cause, long millis) {
        return Records.at(
                "t" + id, 0, Decision.newBuilder().setHeader(header(id, cause, millis)).build());
    }
}
