package dev.aoi.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.NextStep;
import dev.aoi.schemas.observer.Trajectory;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

final class RecordJsonTest {
    private static final Headers.Source SOURCE = new Headers.Source("observer", "here-1", "0.1.0");
    private static final EventHeader HEADER =
            Headers.following(
                    "inc-1", "", "fact", Instant.parse("2026-01-02T03:04:05.678Z"), SOURCE);

    @Test
    void timesAreInstantsEnumsSymbolsListsArrays() {
        Decision decision =
                Decision.newBuilder()
                        .setHeader(HEADER)
                        .setNextStep(NextStep.PROBE)
                        .setEvidence(List.of("a", "b"))
                        .setConfidence(40)
                        .build();

        ObjectNode json = RecordJson.tree(decision);

        assertThat(json.at("/header/incidentId").asString()).isEqualTo("inc-1");
        assertThat(json.at("/header/time").asString()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(json.at("/nextStep").asString()).isEqualTo("PROBE");
        assertThat(json.at("/evidence").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(json.at("/confidence").asInt()).isEqualTo(40);
        assertThat(RecordJson.line(decision)).doesNotContain("\n").isEqualTo(json.toString());
    }

    @Test
    void absentFieldsAreLeftOut() {
        ObjectNode json = RecordJson.tree(Trajectory.newBuilder().setHeader(HEADER).build());

        assertThat(json.has("submission")).isFalse();
        assertThat(json.has("evaluation")).isFalse();
        assertThat(json.has("missing")).isTrue();
    }

    @Test
    void bytesAreBase64AndStayReadable() {
        DeadLetter letter =
                DeadLetter.newBuilder()
                        .setHeader(HEADER)
                        .setValue(ByteBuffer.wrap(new byte[] {0, 1, -1}))
                        .build();

        assertThat(RecordJson.tree(letter).get("value").asString()).isEqualTo("AAH/");
        assertThat(RecordJson.tree(letter).get("value").asString()).isEqualTo("AAH/");
    }
}
