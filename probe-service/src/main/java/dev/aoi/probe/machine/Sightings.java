package dev.aoi.probe.machine;

import dev.aoi.schemas.worker.Observation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds observations: the first one in the log that is whole answers its proposal. */
final class Sightings {
    private Sightings() {}

    static ProbeState fold(ProbeState state, Observation chunk) {
        Place place = Place.of(chunk);
        if (state.done().contains(place.commandId()) || state.sightings().containsKey(place)) {
            return state;
        }
        if (chunk.getChunk() == 0) {
            String id = chunk.getHeader().getEventId();
            boolean known = state.partial().stream().anyMatch(s -> s.ids().getFirst().equals(id));
            return known ? state : keep(state, state.partial(), new Sighting(List.of(chunk)));
        }
        for (Sighting partial : state.partial()) {
            Optional<Sighting> grown = partial.with(chunk);
            if (grown.isPresent()) {
                List<Sighting> others = new ArrayList<>(state.partial());
                others.remove(partial);
                return keep(state, others, grown.get());
            }
        }
        return state;
    }

    private static ProbeState keep(ProbeState state, List<Sighting> others, Sighting sighting) {
        if (!sighting.complete()) {
            List<Sighting> partial = new ArrayList<>(others);
            partial.add(sighting);
            return state.withSightings(state.sightings(), List.copyOf(partial));
        }
        Place place = Place.of(sighting.first());
        Map<Place, Sighting> whole = new LinkedHashMap<>(state.sightings());
        whole.put(place, sighting);
        List<Sighting> partial =
                others.stream().filter(s -> !Place.of(s.first()).equals(place)).toList();
        return state.withSightings(Map.copyOf(whole), partial);
    }
}
