package dev.aoi.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class SyncRoundsTest {
    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + "Z");
    }

    @Test
    void comeEverySecond() {
        SyncRounds rounds = new SyncRounds(at("01:00:00.400"));
        assertThat(rounds.from(at("00:59:00"))).isEqualTo(at("01:00:00.400"));
        assertThat(rounds.from(at("01:00:00.400"))).isEqualTo(at("01:00:00.400"));
        assertThat(rounds.from(at("01:00:00.401"))).isEqualTo(at("01:00:01.400"));
        assertThat(rounds.from(at("01:01:00"))).isEqualTo(at("01:01:00.400"));
    }

    @Test
    void haveAPhaseThatFollowsFromTheSeedAndTheNode() {
        Instant begun = at("01:00:00");
        assertThat(SyncRounds.of(7, "node1", begun)).isEqualTo(SyncRounds.of(7, "node1", begun));
        assertThat(SyncRounds.of(7, "node1", begun)).isNotEqualTo(SyncRounds.of(7, "n2", begun));
        assertThat(SyncRounds.of(7, "node1", begun).first()).isEqualTo(at("01:00:00.165"));
    }
}
