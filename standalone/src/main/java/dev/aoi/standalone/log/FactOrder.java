package dev.aoi.standalone.log;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One order for facts of several topics, which have none among each other.
 *
 * <p>Steps: (1) a fact stands behind its predecessor in its topic partition and behind everything
 * it follows from ({@link Causes}); (2) it counts as at least as late as those, whatever the clock
 * of its producer said; (3) of the facts that could stand next, the earliest does; (4) at the same
 * time, in the order in which an incident usually goes.
 *
 * <p>Invariants: no fact stands before one that it follows from, and a topic partition keeps its
 * own order, unless facts name each other in a circle; nothing is left out.
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

    /** The facts, each after its causes, and otherwise by time. */
    public static List<Fact> merged(Collection<Fact> facts) {
        List<Node> nodes = nodes(facts);
        PriorityQueue<Node> ready = new PriorityQueue<>(Node.NEXT_FIRST);
        nodes.stream().filter(Node::free).forEach(ready::add);
        List<Fact> ordered = new ArrayList<>(nodes.size());
        while (ordered.size() < nodes.size()) {
            if (ready.isEmpty()) {
                ready.add(outOfCircle(nodes));
            }
            Node next = ready.poll();
            next.placed = true;
            ordered.add(next.fact);
            for (Node after : next.after) {
                after.follow(next);
                if (after.free()) {
                    ready.add(after);
                }
            }
        }
        return List.copyOf(ordered);
    }

    private static List<Node> nodes(Collection<Fact> facts) {
        List<Node> nodes = new ArrayList<>(facts.size());
        Map<String, Node> named = new HashMap<>();
        Map<String, Node> lanes = new HashMap<>();
        for (Fact fact : facts) {
            Node node = new Node(fact, nodes.size());
            nodes.add(node);
            Causes.names(fact).forEach(name -> named.putIfAbsent(name, node));
            String lane = fact.topic() + "-" + fact.ref().getPartition();
            node.link(lanes.put(lane, node));
        }
        for (Node node : nodes) {
            for (String cause : Causes.of(node.fact)) {
                node.link(named.get(cause));
            }
            for (String cause : Causes.usual(node.fact)) {
                Node before = named.get(cause);
                node.link(before != null && before.time.isAfter(node.time) ? null : before);
            }
        }
        return nodes;
    }

    /** Facts wait for each other: the earliest of them stands first, as if it waited for none. */
    private static Node outOfCircle(List<Node> nodes) {
        Set<Node> way = new LinkedHashSet<>();
        Node node = nodes.stream().filter(n -> !n.placed).findFirst().orElseThrow();
        while (way.add(node)) {
            node = node.before.stream().filter(n -> !n.placed).findFirst().orElseThrow();
        }
        // Where the way back meets itself the circle begins.
        Node met = node;
        Node first = way.stream().dropWhile(n -> n != met).min(Node.NEXT_FIRST).orElseThrow();
        first.waitsFor = 0;
        return first;
    }

    /** A fact among the others. */
    private static final class Node {
        static final Comparator<Node> NEXT_FIRST =
                Comparator.<Node, Instant>comparing(n -> n.time)
                        .thenComparing(n -> n.rank)
                        .thenComparing(n -> n.number);

        final Fact fact;
        final int number;
        final int rank;
        final List<Node> before = new ArrayList<>();
        final List<Node> after = new ArrayList<>();
        Instant time;
        int waitsFor;
        boolean placed;

        Node(Fact fact, int number) {
            this.fact = fact;
            this.number = number;
            this.time = fact.header().getTime();
            int usual = USUAL.indexOf(fact.topic());
            this.rank = usual < 0 ? USUAL.size() : usual;
        }

        void link(@Nullable Node earlier) {
            if (earlier != null && earlier != this) {
                earlier.after.add(this);
                before.add(earlier);
                waitsFor++;
            }
        }

        void follow(Node placed) {
            if (placed.time.isAfter(time)) {
                time = placed.time;
            }
            waitsFor--;
        }

        boolean free() {
            return waitsFor == 0 && !placed;
        }
    }
}
