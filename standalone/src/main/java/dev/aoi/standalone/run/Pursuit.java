package dev.aoi.standalone.run;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.standalone.story.IncidentStory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One incident that is followed: its story, its facts, and since when it is in its state. */
final class Pursuit {
    private final IncidentStory story;
    private final List<Fact> facts = new ArrayList<>();
    private final long begunAt;
    private long openedAt;
    private long closedAt;

    Pursuit(IncidentStory story, long now) {
        this.story = story;
        this.begunAt = now;
        this.openedAt = now;
    }

    void add(Fact fact, long now) {
        boolean wasOpened = story.opened().isPresent();
        boolean wasClosed = story.closed().isPresent();
        story.add(fact);
        // A trajectory repeats the facts and may be large.
        if (!(fact.event() instanceof Trajectory)) {
            facts.add(fact);
        }
        if (!wasOpened && story.opened().isPresent()) {
            openedAt = now;
        }
        if (!wasClosed && story.closed().isPresent()) {
            closedAt = now;
        }
    }

    IncidentStory story() {
        return story;
    }

    List<Fact> facts() {
        return List.copyOf(facts);
    }

    /** Whether nothing more is worth waiting for. */
    boolean over(Patience patience, long now) {
        if (story.closed().isEmpty()) {
            return false;
        }
        return story.opened().isEmpty()
                || story.recorded()
                || now - closedAt > patience.recorded().toNanos();
    }

    /** Why waiting any longer makes no sense; empty while it does. */
    Optional<String> lost(Patience patience, long now) {
        if (story.closed().isPresent()) {
            return Optional.empty();
        }
        if (story.opened().isEmpty()) {
            return now - begunAt > patience.taken().toNanos()
                    ? Optional.of(
                            "Nobody opened "
                                    + story.id()
                                    + " within "
                                    + patience.taken().toSeconds()
                                    + " s; is env-service up? The request stays in the log.")
                    : Optional.empty();
        }
        long limit =
                story.opened().map(o -> (long) o.getLimits().getDeadlineSeconds()).orElse(0L)
                        + patience.grace().toSeconds();
        return (now - openedAt) / 1_000_000_000L > limit
                ? Optional.of(
                        story.id()
                                + " was not closed within "
                                + limit
                                + " s, which is beyond its deadline; are all services up?")
                : Optional.empty();
    }
}
