package dev.aoi.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class ContainerListTest {
    private static final Instant BEGUN = Instant.parse("2026-11-23T01:00:00Z");

    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + "Z");
    }

    @Test
    void comesEverySecondAndALittleLater() {
        ContainerList lists = new ContainerList(at("01:00:00.400"));
        assertThat(lists.from(at("00:59:00"))).isEqualTo(at("01:00:00.400"));
        assertThat(lists.from(at("01:00:00.400"))).isEqualTo(at("01:00:00.400"));
        assertThat(lists.from(at("01:00:00.401"))).isEqualTo(at("01:00:01.403"));
        assertThat(lists.from(at("01:01:00"))).isEqualTo(at("01:01:00.580"));
    }

    @Test
    void isActedUponALittleLaterAndLacksWhatHasJustHappened() {
        ContainerList lists = new ContainerList(at("01:00:00.400"));
        assertThat(lists.acted(at("01:00:00.385"))).isEqualTo(at("01:00:00.420"));
        assertThat(lists.acted(at("01:00:00.386"))).isEqualTo(at("01:00:01.423"));
    }

    @Test
    void hasAPhaseThatFollowsFromTheSeedAndTheNode() {
        ContainerList one = ContainerList.of(7, "node1", BEGUN);
        assertThat(one).isEqualTo(ContainerList.of(7, "node1", BEGUN));
        assertThat(one).isNotEqualTo(ContainerList.of(8, "node1", BEGUN));
        assertThat(one).isNotEqualTo(ContainerList.of(7, "node2", BEGUN));
        assertThat(Duration.between(BEGUN, one.first())).isEqualTo(Duration.ofMillis(649));
    }
}
