package dev.aoi.standalone.log;

import dev.aoi.agent.log.Fact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gives live facts out in the order in which they happened, although topics are read in any order.
 *
 * <p>Steps: (1) every fact waits a moment, so that what belongs before it can come from other
 * topics; (2) when its moment is over it goes, and before it all that stands before it in {@link
 * FactOrder}, however short that has waited.
 *
 * <p>Invariant: no fact waits longer than its moment, and none is lost.
 */
public final class CauseFirst {
    /** Records of one broker are read within less than that of each other. */
    public static final Duration MOMENT = Duration.ofMillis(150);

    private final long momentNanos;
    private final Map<Fact, Long> since = new IdentityHashMap<>();
    private List<Fact> held = List.of();

    public CauseFirst(Duration moment) {
        this.momentNanos = moment.toNanos();
    }

    /**
     * Takes new facts in and gives out what may go.
     *
     * @param now {@link System#nanoTime()}
     */
    public List<Fact> pass(List<Fact> facts, long now) {
        if (facts.isEmpty() && held.isEmpty()) {
            return List.of();
        }
        List<Fact> all = new ArrayList<>(held);
        all.addAll(facts);
        facts.forEach(fact -> since.put(fact, now));
        List<Fact> ordered = FactOrder.merged(all);
        int going = 0;
        for (int i = 0; i < ordered.size(); i++) {
            if (now - since.get(ordered.get(i)) >= momentNanos) {
                going = i + 1;
            }
        }
        return release(ordered.subList(0, going), ordered.subList(going, ordered.size()));
    }

    /**
     * How long nothing that is held needs to go; the moment if nothing is held.
     *
     * @param now {@link System#nanoTime()}
     */
    public Duration due(long now) {
        long longest = held.stream().mapToLong(fact -> now - since.get(fact)).max().orElse(0);
        return Duration.ofNanos(Math.max(0, momentNanos - longest));
    }

    /** Gives out everything that is still held. */
    public List<Fact> rest() {
        return release(FactOrder.merged(held), List.of());
    }

    /** Gives out what is still held of an incident that is over. */
    public List<Fact> rest(String incidentId) {
        Map<Boolean, List<Fact>> its =
                FactOrder.merged(held).stream()
                        .collect(
                                Collectors.partitioningBy(
                                        f -> f.header().getIncidentId().equals(incidentId)));
        return release(its.get(true), its.get(false));
    }

    private List<Fact> release(List<Fact> going, List<Fact> staying) {
        List<Fact> released = List.copyOf(going);
        held = List.copyOf(staying);
        released.forEach(since::remove);
        return released;
    }
}
