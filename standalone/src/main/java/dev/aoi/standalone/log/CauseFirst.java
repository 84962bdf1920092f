package dev.aoi.standalone.log;

import dev.aoi.agent.log.Fact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives live facts out in the order in which they happened, although topics are read in any order.
 *
 * <p>Steps: (1) every fact waits a moment, so that facts of the same time from other topics can
 * come; (2) then it goes out in {@link FactOrder}, after its cause; (3) but it never waits longer
 * than the patience, because its cause may lie before the beginning of what is read.
 */
public final class CauseFirst {
    private final long momentNanos;
    private final long patienceNanos;
    private final Set<String> out = new HashSet<>();
    private List<Held> held = new ArrayList<>();

    public CauseFirst(Duration moment, Duration patience) {
        this.momentNanos = moment.toNanos();
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Takes new facts in and gives out what may go.
     *
     * @param now {@link System#nanoTime()}
     */
    public List<Fact> pass(List<Fact> facts, long now) {
        facts.forEach(fact -> held.add(new Held(fact, now)));
        List<Fact> ready = new ArrayList<>();
        boolean again = true;
        while (again) {
            List<Held> staying = new ArrayList<>();
            List<Fact> going = new ArrayList<>();
            for (Held one : held) {
                if (mayGo(one, now)) {
                    going.add(one.fact());
                } else {
                    staying.add(one);
                }
            }
            held = staying;
            going.forEach(fact -> out.add(fact.header().getEventId()));
            ready.addAll(FactOrder.merged(going));
            again = !going.isEmpty();
        }
        return ready;
    }

    /** Gives out everything that is still held. */
    public List<Fact> rest() {
        List<Fact> rest = FactOrder.merged(held.stream().map(Held::fact).toList());
        held = new ArrayList<>();
        return rest;
    }

    private boolean mayGo(Held one, long now) {
        String cause = one.fact().header().getCausationId();
        long waited = now - one.since();
        return waited >= patienceNanos
                || waited >= momentNanos && (cause.isEmpty() || out.contains(cause));
    }

    private record Held(Fact fact, long since) {}
}
