package dev.aoi.broker.registry;

import java.util.ArrayList;
import java.util.List;

/** Questions about the state that need no decision. */
final class Queries {

    private Queries() {}

    /** A version and where it is used. */
    record Place(String subject, int version, RegisteredVersion registered) {}

    static List<String> subjects(RegistryState state, String prefix, Visibility visibility) {
        return state.subjects().entrySet().stream()
                .filter(s -> s.getKey().startsWith(prefix))
                .filter(s -> visibility.shows(!s.getValue().hasLive()))
                .map(s -> s.getKey())
                .toList();
    }

    static List<Place> places(RegistryState state, Visibility visibility) {
        List<Place> places = new ArrayList<>();
        state.subjects()
                .forEach(
                        (name, subject) ->
                                subject.versions()
                                        .forEach(
                                                (number, version) -> {
                                                    if (visibility.shows(version.deleted())) {
                                                        places.add(
                                                                new Place(name, number, version));
                                                    }
                                                }));
        return places;
    }

    static List<Place> placesOf(RegistryState state, int id, Visibility visibility) {
        return places(state, visibility).stream().filter(p -> p.registered().id() == id).toList();
    }

    /** Ids of live schemas that refer to this version, ascending. */
    static List<Integer> referencedBy(RegistryState state, String subject, int version) {
        return places(state, Visibility.LIVE).stream()
                .map(place -> place.registered().id())
                .distinct()
                .filter(id -> refersTo(state.definition(id).orElseThrow(), subject, version))
                .sorted()
                .toList();
    }

    private static boolean refersTo(Definition definition, String subject, int version) {
        return definition.references().stream()
                .anyMatch(r -> r.subject().equals(subject) && r.version() == version);
    }
}
