package dev.aoi.observer.incident;

import dev.aoi.schemas.event.Headers;

/**
 * Ids of what the observer asks and writes. All follow from the incident and from the answer that
 * took effect, so that any instance writes the same again.
 */
final class Ids {
    private Ids() {}

    /** What the mind is asked at a turn. */
    static String request(String incidentId, Brief brief, int turn) {
        return Headers.derivedId(incidentId, brief.openedId(), "turn-" + turn);
    }

    /** The key under which one attempt's answer is kept. */
    static String attempt(String requestId, int attempt) {
        return requestId + '/' + attempt;
    }

    static String command(String incidentId, String completionId) {
        return Headers.derivedId(incidentId, completionId, "command");
    }

    static String compression(String incidentId, String commandId) {
        return Headers.derivedId(incidentId, commandId, "compress");
    }

    static String decision(String incidentId, String completionId) {
        return Headers.derivedId(incidentId, completionId, "decision");
    }

    static String submission(String incidentId, Brief brief) {
        return Headers.derivedId(incidentId, brief.openedId(), "submission");
    }

    static String deadline(String incidentId, Brief brief) {
        return Headers.derivedId(incidentId, brief.openedId(), "deadline");
    }
}
