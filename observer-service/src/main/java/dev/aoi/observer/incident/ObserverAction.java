package dev.aoi.observer.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the observer does that is not writing a record. */
public sealed interface ObserverAction {

    /**
     * Ask the mind.
     *
     * @param view what it is shown
     * @param requestId what is asked
     * @param attempt 0-based
     * @param rejected earlier answers of this request and what was wrong with them
     */
    record AskMind(ObserverView view, String requestId, int attempt, List<Known.Rejected> rejected)
            implements ObserverAction {}

    /**
     * Put the incident's facts together.
     *
     * @param closedId event id of its closing
     * @param from per topic where to begin
     * @param time of the closing
     */
    record AssembleTrajectory(
            String incidentId, String closedId, Map<String, Long> from, Instant time)
            implements ObserverAction {}
}
