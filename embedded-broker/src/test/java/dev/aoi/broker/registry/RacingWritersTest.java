package dev.aoi.broker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.broker.registry.RegistryEvent.SchemaRegistered;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Two registries decide on what they have read, however stale, and append to one log. */
class RacingWritersTest {

    private final Registrations registrations = new Registrations(CompatibilityLevel.NONE);

    /**
     * @param steps each says which writer acts (by sign) and which of its schemas it registers; a
     *     writer reads the log to its end only when its last append had no effect
     */
    @Property(tries = 300)
    void noIdAndNoVersionIsEverGivenTwice(
            @ForAll @Size(max = 40) List<@IntRange(min = -6, max = 6) Integer> steps) {
        List<LoggedEvent> log = new ArrayList<>();
        RegistryState[] seen = {RegistryState.EMPTY, RegistryState.EMPTY};
        for (int step : steps) {
            int writer = step < 0 ? 0 : 1;
            SchemaRequest request =
                    new SchemaRequest(
                            Rest.record("R" + Math.abs(step)), List.of(), OptionalInt.empty());
            Optional<RegistryEvent> event =
                    registrations.register(seen[writer], "s", request).event();
            if (event.isPresent()) {
                log.add(new LoggedEvent("e" + log.size(), seen[writer].revision(), event.get()));
                seen[writer] = fold(log);
            }
        }

        Map<Integer, Definition> ids = new HashMap<>();
        Map<Integer, Integer> versions = new HashMap<>();
        RegistryState state = RegistryState.EMPTY;
        for (LoggedEvent each : log) {
            if (each.after() == state.revision()
                    && each.event() instanceof SchemaRegistered registered) {
                assertThat(ids.put(registered.id(), registered.definition())).isNull();
                assertThat(versions.put(registered.version(), registered.id())).isNull();
                state = state.evolve(each.event());
            }
        }
        assertThat(state.definitions()).isEqualTo(ids);
        assertThat(state.lastId()).isEqualTo(ids.size());
    }

    private static RegistryState fold(List<LoggedEvent> log) {
        RegistryState state = RegistryState.EMPTY;
        for (LoggedEvent each : log) {
            state = each.after() == state.revision() ? state.evolve(each.event()) : state;
        }
        return state;
    }
}
