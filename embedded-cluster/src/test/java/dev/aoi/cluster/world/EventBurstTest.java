package dev.aoi.cluster.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kind.ResourceKinds;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class EventBurstTest {
    private final World world = new World("w", 7, PlainBehaviour.with());

    private void record(String type, String reason, int times) {
        ObjectNode node = world.store().list(ResourceKinds.NODE, "").getFirst();
        for (int i = 0; i < times; i++) {
            world.events().record(node, "", type, reason, "said", "kubelet");
        }
    }

    private List<String> counts() {
        return world.store().list(ResourceKinds.EVENT, "").stream()
                .filter(event -> event.path("message").asString("").equals("said"))
                .map(event -> event.path("reason").asString("") + " " + event.path("count"))
                .sorted()
                .toList();
    }

    @Test
    void warningsAreLimitedByThemselves() {
        record("Normal", "BackOff", 20);
        record("Normal", "Pulling", 10);
        record("Warning", "Failed", 24);
        record("Warning", "Unhealthy", 2);
        assertThat(counts()).containsExactly("BackOff 20", "Failed 24", "Pulling 5", "Unhealthy 1");
    }
}
