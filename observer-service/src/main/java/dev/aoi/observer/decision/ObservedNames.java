package dev.aoi.observer.decision;

import dev.aoi.observer.incident.Known;
import dev.aoi.observer.incident.ObserverIncident;
import dev.aoi.schemas.event.Headers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a mind may name: observed objects, by handle or exact name, and observations. */
final class ObservedNames {
    private final List<Known.Handle> handles;
    private final Map<String, String> observations = new HashMap<>();

    ObservedNames(ObserverIncident incident) {
        this.handles = incident.handles();
        incident.looks().keySet().forEach(id -> observations.put(Headers.shortId(id), id));
    }

    /** Full ids of cited observations; what was never observed becomes an error. */
    List<String> observations(List<String> shortIds, List<String> errors) {
        List<String> ids = new ArrayList<>();
        for (String shortId : shortIds) {
            String id = observations.get(shortId);
            if (id == null) {
                errors.add("evidence " + shortId + " is not an observation of this incident");
            } else if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        return List.copyOf(ids);
    }

    /** The object that is called so; a kind may stand before a slash. */
    Optional<Known.Handle> object(String called) {
        String name = called.substring(called.indexOf('/') + 1);
        return handles.stream()
                .filter(h -> h.handle().equals(name) || h.name().equals(name))
                .findFirst();
    }

    /** Exact names of observed objects of a kind. */
    List<String> names(String kind) {
        return handles.stream()
                .filter(h -> h.kind().equalsIgnoreCase(kind))
                .map(Known.Handle::name)
                .distinct()
                .sorted()
                .toList();
    }
}
