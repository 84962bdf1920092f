package dev.aoi.executor.machine;

import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.operator.Approval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What waits, or waited, for a person.
 *
 * @param requests by request id
 * @param lapsed ids of requests whose time is over
 * @param answers what people said, by request id, in the order of their topic
 */
record ApprovalBook(
        Map<String, ApprovalRequest> requests,
        Set<String> lapsed,
        Map<String, List<Approval>> answers) {

    static final ApprovalBook BLANK = new ApprovalBook(Map.of(), Set.of(), Map.of());

    /** Folds a request, or (without a hash) the mark that its time is over. */
    ApprovalBook with(ApprovalRequest request) {
        String id = request.getRequestId();
        if (request.getHash().isEmpty()) {
            Set<String> more = new HashSet<>(lapsed);
            more.add(id);
            return new ApprovalBook(requests, Set.copyOf(more), answers);
        }
        if (requests.containsKey(id)) {
            return this;
        }
        Map<String, ApprovalRequest> more = new HashMap<>(requests);
        more.put(id, request);
        return new ApprovalBook(Map.copyOf(more), lapsed, answers);
    }

    ApprovalBook with(Approval answer) {
        Map<String, List<Approval>> more = new HashMap<>(answers);
        List<Approval> of = new ArrayList<>(more.getOrDefault(answer.getRequestId(), List.of()));
        of.add(answer);
        more.put(answer.getRequestId(), List.copyOf(of));
        return new ApprovalBook(requests, lapsed, Map.copyOf(more));
    }

    /**
     * The answer that counts: the first that was given in time for exactly what the request showed.
     * Any other is void.
     */
    Optional<Approval> answer(ApprovalRequest request) {
        return answers.getOrDefault(request.getRequestId(), List.of()).stream()
                .filter(a -> a.getRequestHash().equals(request.getHash()))
                .filter(a -> !a.getHeader().getTime().isAfter(request.getExpiresAt()))
                .findFirst();
    }
}
