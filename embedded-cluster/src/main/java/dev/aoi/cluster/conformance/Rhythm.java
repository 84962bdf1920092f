package dev.aoi.cluster.conformance;

import dev.aoi.cluster.kubelet.ContainerList;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a state's world is brought into the rhythm that its recording tells of.
 *
 * <ol>
 *   <li>The world's clock begins so much earlier that its node lists the containers when the
 *       recorded one did.
 *   <li>A pod whose readiness probe met its end is made anew some time before the state, so that a
 *       list which makes its probe look is a number of periods before that.
 *   <li>Without a recorded list, the lists follow from that pod's probe.
 * </ol>
 */
final class Rhythm {
    /** A pod is at least so old when a state begins. */
    private static final Duration SETTLED = Duration.ofSeconds(20);

    /** From a pod's deletion to a list that its successor is in, but not in the one before it. */
    private static final Duration MADE = Duration.ofMillis(1150);

    /** What a probe's look may be off. */
    private static final Duration OFF = Duration.ofMillis(30);

    /** Between a pod's making and that of its workload. */
    private static final Duration APART = Duration.ofSeconds(8);

    private final RecordedRhythm recorded;
    private final Prehistory prehistory;

    Rhythm(RecordedRhythm recorded, Prehistory prehistory) {
        this.recorded = recorded;
        this.prehistory = prehistory;
    }

    /**
     * How much earlier a world begins.
     *
     * @param lists of a world that begins with {@code begins} as its state's beginning
     */
    Duration earlier(ContainerList lists, Instant begins) {
        return listed().map(at -> lists.from(begins.plus(at)))
                .map(list -> Duration.between(begins.plus(listed().orElseThrow()), list))
                .orElse(Duration.ZERO);
    }

    private Optional<Duration> listed() {
        return recorded.listed()
                .or(() -> met().stream().findFirst().map(met -> look(met, periods(met))));
    }

    /** Its pods are not shown, and so of any age. */
    private List<RecordedRhythm.Met> met() {
        return recorded.met().stream().filter(met -> !prehistory.shows(met.pod())).toList();
    }

    private static long periods(RecordedRhythm.Met met) {
        return SETTLED.dividedBy(met.period()) + 1;
    }

    /** The list that is followed by a look so many periods before the end. */
    private static Duration look(RecordedRhythm.Met met, long periods) {
        return met.asked().minus(met.period().multipliedBy(periods)).minus(ContainerList.SYNC);
    }

    /**
     * What makes pods anew, by time since the state's beginning.
     *
     * @param lists of the world
     * @param begins when its state begins
     */
    List<Prehistory.Act> acts(ContainerList lists, Instant begins) {
        List<Prehistory.Act> acts = new ArrayList<>();
        for (RecordedRhythm.Met met : met()) {
            Duration most = prehistory.workloadAge(met.workload()).minus(APART);
            for (long n = periods(met); look(met, n).negated().compareTo(most) < 0; n++) {
                Instant wanted = begins.plus(look(met, n));
                Instant list = lists.from(wanted.minus(OFF));
                if (!list.isAfter(wanted.plus(OFF))) {
                    Duration before = Duration.between(list.minus(MADE), begins);
                    acts.add(new Prehistory.Act(before, prehistory.renew(met.workload())));
                    break;
                }
            }
        }
        return acts;
    }
}
