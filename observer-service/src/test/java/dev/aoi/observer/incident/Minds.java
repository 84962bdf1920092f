package dev.aoi.observer.incident;

import dev.aoi.schemas.event.Headers;

import java.util.List;

/** Answers for tests. */
final class Minds {
    private Minds() {}

    static String answer(String step, String more) {
        return "{\"summary\":\"learned\",\"phase\":\"surface_scan\",\"root_cause\":{\"suspected\":\"\","
                   + "\"symptoms\":[],\"causality_chain\":\"\",\"confidence\":\"Low\"},\"confidence\":10,"
                   + "\"next_step\":\""
                + step
                + "\",\"instruction\":\"go on\""
                + more
                + "}";
    }

    static String probe() {
        return answer("probe", ",\"evidence\":[],\"answer\":{\"components\":[]}");
    }

    /** Probes until the given turn, then submits the service that was seen. */
    static String localize(ObserverAction.AskMind ask, int last, ObserverIncident state) {
        if (ask.view().turn() < last) {
            return probe();
        }
        String seen = Headers.shortId(state.looks().keySet().stream().sorted().toList().getFirst());
        return answer(
                "submit",
                ",\"evidence\":[\"" + seen + "\"],\"answer\":{\"components\":[\"cart\"]}");
    }

    static List<String> garbage() {
        return List.of("", "no json", "{}", "```json\n{\"a\":1}\n```", answer("probe", ""));
    }
}
