package dev.aoi.observer.incident;

import java.util.List;

/**
 * What is known of an incident, as text: the original's two time scales (original-aoi 1.6). Turns
 * long past as the observer's own summaries, the last step as its compressed observations in full.
 */
public final class Knowledge {
    private Knowledge() {}

    static String of(ObserverIncident incident) {
        return text(incident.turns(), incident.context());
    }

    /** Summaries of past turns, oldest first, then the last context. */
    public static String text(List<Turn> turns, String context) {
        StringBuilder text = new StringBuilder();
        for (Turn turn : turns) {
            if (!turn.verdict().summary().isEmpty()) {
                text.append("Turn ")
                        .append(turn.number() - 1)
                        .append(": ")
                        .append(turn.verdict().summary())
                        .append('\n');
            }
        }
        if (!context.isEmpty()) {
            text.append("Last step:\n").append(context);
        }
        return text.toString();
    }
}
