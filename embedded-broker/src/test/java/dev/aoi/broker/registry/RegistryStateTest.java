package dev.aoi.broker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.broker.registry.RegistryEvent.LevelSet;
import dev.aoi.broker.registry.RegistryEvent.SchemaRegistered;
import dev.aoi.broker.registry.RegistryEvent.SubjectDeleted;
import dev.aoi.broker.registry.RegistryEvent.VersionDeleted;

import org.junit.jupiter.api.Test;

import java.util.List;

class RegistryStateTest {

    private static final Definition INT = new Definition("\"int\"", List.of());
    private static final Definition LONG = new Definition("\"long\"", List.of());

    @Test
    void aSoftDeletionHidesTheVersionAndKeepsTheId() {
        RegistryState state =
                fold(new SchemaRegistered("s", 1, 1, INT), new VersionDeleted("s", 1, false));
        assertThat(state.subject("s").numbers(false)).isEmpty();
        assertThat(state.subject("s").numbers(true)).containsExactly(1);
        assertThat(state.definition(1)).contains(INT);
    }

    @Test
    void aPermanentDeletionForgetsTheIdButNeverGivesItAgain() {
        RegistryState state =
                fold(
                        new SchemaRegistered("s", 1, 1, INT),
                        new VersionDeleted("s", 1, false),
                        new VersionDeleted("s", 1, true));
        assertThat(state.subjects()).isEmpty();
        assertThat(state.definition(1)).isEmpty();
        assertThat(state.idOf(INT)).isEmpty();
        assertThat(state.lastId()).isEqualTo(1);
    }

    @Test
    void anIdLivesAsLongAsAnySubjectUsesIt() {
        RegistryState state =
                fold(
                        new SchemaRegistered("s", 1, 1, INT),
                        new SchemaRegistered("t", 1, 1, INT),
                        new SubjectDeleted("s", false),
                        new SubjectDeleted("s", true));
        assertThat(state.definition(1)).contains(INT);
        assertThat(state.idOf(INT)).contains(1);
    }

    @Test
    void aVersionNumberIsNotGivenAgainWhileLaterOnesStand() {
        RegistryState state =
                fold(
                        new SchemaRegistered("s", 1, 1, INT),
                        new SchemaRegistered("s", 2, 2, LONG),
                        new VersionDeleted("s", 1, false),
                        new VersionDeleted("s", 1, true));
        assertThat(state.subject("s").nextNumber()).isEqualTo(3);
    }

    @Test
    void theLevelGoesWithTheLastLiveVersion() {
        RegistryState before =
                fold(
                        new LevelSet(null, CompatibilityLevel.FULL),
                        new SchemaRegistered("s", 1, 1, INT),
                        new LevelSet("s", CompatibilityLevel.NONE));
        assertThat(before.subjectLevel("s")).contains(CompatibilityLevel.NONE);
        RegistryState after = before.evolve(new SubjectDeleted("s", false));
        assertThat(after.subjectLevel("s")).isEmpty();
        assertThat(after.globalLevel()).contains(CompatibilityLevel.FULL);
        assertThat(after.revision()).isEqualTo(4);
    }

    private static RegistryState fold(RegistryEvent... events) {
        RegistryState state = RegistryState.EMPTY;
        for (RegistryEvent event : events) {
            state = state.evolve(event);
        }
        return state;
    }
}
