package dev.aoi.observer.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.observer.snapshot.ObserverCheckpoints;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.ObserverState;
import dev.aoi.schemas.topic.Topics;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Map;

class ObserverCheckpointsTest {
    private final ObserverCheckpoints checkpoints =
            new ObserverCheckpoints(Scene.SOURCE, Clock.systemUTC());

    private static Scene scene(int turns) {
        Scene[] self = new Scene[1];
        self[0] = new Scene(ask -> Minds.localize(ask, turns, self[0].state));
        self[0].play(Topics.INCIDENTS, Scene.opened(TaskType.LOCALIZATION, 14));
        return self[0];
    }

    @Property(tries = 60)
    void everyStateComesBackAsItWas(
            @ForAll @Size(60) List<@IntRange(min = 0, max = 1000) Integer> picks) {
        Scene scene = scene(3);
        ObserverIncident state = scene.machine.initial(Scene.INCIDENT);
        for (var fact : scene.interleaved(picks)) {
            state = scene.machine.evolve(state, fact);
            SpecificRecord snapshot = checkpoints.encode(state, Map.of("t", 7L));
            assertThat(checkpoints.decode(snapshot)).contains(state);
            assertThat(checkpoints.offsets(snapshot)).containsExactlyEntriesOf(Map.of("t", 7L));
        }
    }

    @Test
    void aSnapshotOfAnotherFormIsNotRead() {
        ObserverState old =
                ObserverState.newBuilder()
                        .setHeader(Scene.header("state"))
                        .setStateVersion(0)
                        .setState("{}")
                        .build();
        assertThat(checkpoints.decode(old)).isEmpty();
    }

    @Test
    void aWholeIncidentFitsARecord() {
        String json = ((ObserverState) checkpoints.encode(scene(14).state, Map.of())).getState();
        assertThat(json.length()).isLessThan(Topics.MAX_RECORD_BYTES / 4);
    }
}
