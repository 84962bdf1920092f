package dev.aoi.standalone.log;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * One order for facts of several topics, which have none among each other.
 *
 * <p>Steps: (1) each topic partition keeps its own order, so a fact counts as at least as late as
 * its predecessor there; (2) merge by that time; (3) at the same time, in the order in which an
 * incident usually goes; (4) but a cause always before its effect.
 */
public final class FactOrder {
    /** At the same time, facts of these topics come in this order; others come last. */
    private static final List<String> USUAL =
            Stream.of(
                            Topics.REQUESTS,
                            Topics.APPROVALS,
                            Topics.OBSERVER_COMPLETIONS,
                            Topics.DECISIONS,
                            Topics.PROBE_COMMANDS,
                            Topics.EXECUTOR_COMMANDS,
                            Topics.COMPRESSOR_COMMANDS,
                            Topics.PROBE_COMPLETIONS,
                            Topics.EXECUTOR_COMPLETIONS,
                            Topics.COMPRESSOR_COMPLETIONS,
                            Topics.JOURNAL,
                            Topics.PROBE_OBSERVATIONS,
                            Topics.EXECUTOR_OBSERVATIONS,
                            Topics.SUMMARIES,
                            Topics.SUBMISSIONS,
                            Topics.EVALUATIONS,
                            Topics.INCIDENTS)
                    .map(Topic::name)
                    .toList();

    private FactOrder() {}

    /** The facts, merged by time. */
    public static List<Fact> merged(Collection<Fact> facts) {
        Map<String, List<Timed>> lanes = new LinkedHashMap<>();
        for (Fact fact : facts) {
            List<Timed> lane =
                    lanes.computeIfAbsent(
                            fact.topic() + "-" + fact.ref().getPartition(), k -> new ArrayList<>());
            Instant own = fact.header().getTime();
            Instant before = lane.isEmpty() ? own : lane.getLast().time();
            lane.add(new Timed(fact, own.isBefore(before) ? before : own));
        }
        return causesFirst(merge(lanes.values()));
    }

    private static List<Timed> merge(Collection<List<Timed>> lanes) {
        PriorityQueue<Lane> queue =
                new PriorityQueue<>(
                        Comparator.comparing((Lane l) -> l.head().time())
                                .thenComparing(l -> usual(l.head().fact()))
                                .thenComparing(Lane::number));
        int number = 0;
        for (List<Timed> lane : lanes) {
            queue.add(new Lane(lane, 0, number++));
        }
        List<Timed> merged = new ArrayList<>();
        while (!queue.isEmpty()) {
            Lane lane = queue.poll();
            merged.add(lane.head());
            if (lane.next() < lane.facts().size() - 1) {
                queue.add(new Lane(lane.facts(), lane.next() + 1, lane.number()));
            }
        }
        return merged;
    }

    private static int usual(Fact fact) {
        int rank = USUAL.indexOf(fact.topic());
        return rank < 0 ? USUAL.size() : rank;
    }

    /** Among facts of one instant, a fact moves behind its cause. */
    private static List<Fact> causesFirst(List<Timed> merged) {
        List<Fact> ordered = new ArrayList<>(merged.size());
        for (int from = 0; from < merged.size(); ) {
            int to = from;
            while (to < merged.size() && merged.get(to).time().equals(merged.get(from).time())) {
                to++;
            }
            List<Fact> instant =
                    new ArrayList<>(merged.subList(from, to).stream().map(Timed::fact).toList());
            while (!instant.isEmpty()) {
                ordered.add(instant.remove(firstWithoutCauseIn(instant)));
            }
            from = to;
        }
        return List.copyOf(ordered);
    }

    private static int firstWithoutCauseIn(List<Fact> facts) {
        for (int i = 0; i < facts.size(); i++) {
            String cause = facts.get(i).header().getCausationId();
            if (facts.stream().noneMatch(f -> f.header().getEventId().equals(cause))) {
                return i;
            }
        }
        return 0;
    }

    private record Timed(Fact fact, Instant time) {}

    private record Lane(List<Timed> facts, int next, int number) {
        Timed head() {
            return facts.get(next);
        }
    }
}
