package dev.aoi.standalone.log;

import dev.aoi.agent.log.Fact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives live facts out so that a cause comes before its effects, where the two topics were read the
 * other way round.
 *
 * <p>Steps: (1) a fact whose cause was given out, or that has none, goes out at once; (2) another
 * one is held; (3) but never longer than the patience, because its cause may lie before the
 * beginning of what is read.
 */
public final class CauseFirst {
    private final long patienceNanos;
    private final Set<String> out = new HashSet<>();
    private final List<Held> held = new ArrayList<>();

    public CauseFirst(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Takes new facts in and gives out what may go.
     *
     * @param now {@link System#nanoTime()}
     */
    public List<Fact> pass(List<Fact> facts, long now) {
        facts.forEach(fact -> held.add(new Held(fact, now + patienceNanos)));
        List<Fact> ready = new ArrayList<>();
        boolean again = true;
        while (again) {
            again = false;
            for (Held one : List.copyOf(held)) {
                if (mayGo(one, now)) {
                    held.remove(one);
                    out.add(one.fact().header().getEventId());
                    ready.add(one.fact());
                    again = true;
                }
            }
        }
        return ready;
    }

    /** Gives out everything that is still held. */
    public List<Fact> rest() {
        List<Fact> rest = held.stream().map(Held::fact).toList();
        held.clear();
        return rest;
    }

    private boolean mayGo(Held one, long now) {
        String cause = one.fact().header().getCausationId();
        return cause.isEmpty() || out.contains(cause) || now - one.until() >= 0;
    }

    private record Held(Fact fact, long until) {}
}
