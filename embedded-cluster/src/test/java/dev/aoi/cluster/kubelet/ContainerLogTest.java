package dev.aoi.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.world.LogLine;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class ContainerLogTest {
    private final ContainerLog log = new ContainerLog();

    @Test
    void keepsTheLastLines() {
        for (int i = 0; i < ContainerLog.MOST_LINES + 10; i++) {
            log.add(Instant.EPOCH.plusMillis(i), "line " + i);
        }
        assertThat(log.lines()).hasSize(ContainerLog.MOST_LINES);
        assertThat(log.lines().getFirst().text()).isEqualTo("line 10");
    }

    @Test
    void keepsAtMostAMebibyte() {
        String big = "x".repeat(400_000);
        for (int i = 0; i < 4; i++) {
            log.add(Instant.EPOCH, big);
        }
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void timesNeverRunBackwards() {
        log.add(Instant.ofEpochSecond(10), "a");
        log.add(Instant.ofEpochSecond(9), "b");
        assertThat(log.lines())
                .containsExactly(
                        new LogLine(Instant.ofEpochSecond(10), "a"),
                        new LogLine(Instant.ofEpochSecond(10), "b"));
    }
}
