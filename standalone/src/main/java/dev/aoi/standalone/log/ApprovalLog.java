package dev.aoi.standalone.log;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.topic.Topics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes that wait, or waited, for a person, as the log has them now. */
public final class ApprovalLog {
    private ApprovalLog() {}

    /** What became of a request. */
    public enum State {
        WAITS,
        APPROVED,
        DENIED,
        /** Nobody answered in time. */
        LAPSED,
        /** Its incident ended first. */
        CLOSED;

        /** As people and programs read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A request and what became of it. */
    public record Entry(ApprovalRequest request, State state) {
        public String incident() {
            return request.getHeader().getIncidentId();
        }

        public boolean waits() {
            return state == State.WAITS;
        }
    }

    /** Every request, oldest first. */
    public static List<Entry> read(Connection connection, Instant now) {
        try (FactFeed feed =
                FactFeed.fromBeginning(
                        connection,
                        List.of(Topics.APPROVAL_REQUESTS, Topics.APPROVALS, Topics.INCIDENTS))) {
            return fold(FactOrder.merged(feed.drain()), now);
        }
    }

    /** The same from facts. An answer counts as it does for the executor: right hash, in time. */
    static List<Entry> fold(List<Fact> facts, Instant now) {
        Map<String, ApprovalRequest> requests = new LinkedHashMap<>();
        Map<String, List<Approval>> answers = new HashMap<>();
        Set<String> closed = new HashSet<>();
        for (Fact fact : facts) {
            switch (fact.event()) {
                // One without a hash only marks that the time of an earlier one is over.
                case ApprovalRequest e when !e.getHash().isEmpty() ->
                        requests.putIfAbsent(e.getRequestId(), e);
                case Approval e ->
                        answers.computeIfAbsent(e.getRequestId(), id -> new ArrayList<>()).add(e);
                case IncidentClosed e -> closed.add(e.getHeader().getIncidentId());
                default -> {}
            }
        }
        return requests.values().stream()
                .map(r -> new Entry(r, state(r, answers, closed, now)))
                .toList();
    }

    private static State state(
            ApprovalRequest request,
            Map<String, List<Approval>> answers,
            Set<String> closed,
            Instant now) {
        return answers.getOrDefault(request.getRequestId(), List.of()).stream()
                .filter(a -> a.getRequestHash().equals(request.getHash()))
                .filter(a -> !a.getHeader().getTime().isAfter(request.getExpiresAt()))
                .findFirst()
                .map(a -> a.getGranted() ? State.APPROVED : State.DENIED)
                .orElseGet(
                        () ->
                                closed.contains(request.getHeader().getIncidentId())
                                        ? State.CLOSED
                                        : now.isAfter(request.getExpiresAt())
                                                ? State.LAPSED
                                                : State.WAITS);
    }
}
