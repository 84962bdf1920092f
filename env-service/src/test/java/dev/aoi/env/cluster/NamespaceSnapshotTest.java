package dev.aoi.env.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.env.ObjectState;

import org.junit.jupiter.api.Test;

import java.util.List;

class NamespaceSnapshotTest {
    private static ObjectState state(String kind, String name, String hash) {
        return new ObjectState(kind, "n", name, "uid", hash);
    }

    @Test
    void namesWhatDiffers() {
        assertThat(
                        NamespaceSnapshot.differences(
                                List.of(
                                        state("Service", "a", "1"),
                                        state("Service", "b", "1"),
                                        state("Service", "c", "1")),
                                List.of(
                                        state("Service", "a", "1"),
                                        state("Service", "b", "2"),
                                        state("Pod", "c", "1"))))
                .containsExactlyInAnyOrder(
                        "Service b changed", "Service c is gone", "Pod c is new");
    }
}
