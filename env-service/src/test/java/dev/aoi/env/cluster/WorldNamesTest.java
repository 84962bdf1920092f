package dev.aoi.env.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorldNamesTest {
    @Test
    void namesSayNothingAndAreKnownAgain() {
        String world = WorldNames.of("inc-20260101-scale_pod_zero");
        assertThat(world)
                .doesNotContain("scale")
                .isEqualTo(WorldNames.of("inc-20260101-scale_pod_zero"));
        assertThat(WorldNames.ours(world)).isTrue();
        assertThat(WorldNames.ours("w-mine")).isFalse();
        assertThat(WorldNames.of("a")).isNotEqualTo(WorldNames.of("b"));
    }
}
