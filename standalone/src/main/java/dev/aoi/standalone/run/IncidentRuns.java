package dev.aoi.standalone.run;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.standalone.Interruption;
import dev.aoi.standalone.log.CauseFirst;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.FactFeed;
import dev.aoi.standalone.log.FactOrder;
import dev.aoi.standalone.log.IncidentLog;
import dev.aoi.standalone.log.IncidentTopics;
import dev.aoi.standalone.story.IncidentStory;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens incidents by appending requests, so many at a time, and follows them in the log until they
 * are closed. It decides nothing: whatever works them may run anywhere.
 *
 * <p>Steps: (1) listen from the log's end; (2) take note of incidents that an earlier run left
 * open; (3) append requests; (4) fold what comes; (5) on Ctrl-C cancel what was asked for here and
 * wait for its end.
 */
public final class IncidentRuns {
    private final Connection connection;
    private final Interruption interruption;
    private final Patience patience;
    private final RunListener listener;
    private final Map<String, Pursuit> open = new LinkedHashMap<>();
    private final List<IncidentStory> finished = new ArrayList<>();
    private final CauseFirst causes = new CauseFirst(CauseFirst.MOMENT);
    private long cancelledAt;

    public IncidentRuns(
            Connection connection,
            Interruption interruption,
            Patience patience,
            RunListener listener) {
        this.connection = connection;
        this.interruption = interruption;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * Works until every incident is over, or until Ctrl-C and their cancellation.
     *
     * @param wanted requests, in order
     * @param parallel how many may be open at once
     * @param withEarlier whether to wait for incidents that were open before, too
     * @return the stories of the wanted incidents, in the order in which they ended
     */
    public List<IncidentStory> work(
            Collection<OpenIncident> wanted, int parallel, boolean withEarlier) {
        Deque<OpenIncident> waiting = new ArrayDeque<>(wanted);
        List<String> mine = wanted.stream().map(r -> r.getHeader().getIncidentId()).toList();
        try (FactFeed feed =
                        FactFeed.fromEnd(
                                connection, IncidentTopics.story(), FactFeed.allPartitions());
                OperatorPen pen = new OperatorPen(connection, Clock.systemUTC())) {
            if (withEarlier) {
                takeUpEarlier();
            }
            while (!(open.isEmpty() && waiting.isEmpty())) {
                if (interruption.requested()) {
                    waiting.clear();
                    cancel(pen, mine);
                }
                while (!waiting.isEmpty() && running(mine) < parallel) {
                    ask(pen, waiting.poll());
                }
                take(FactOrder.merged(feed.poll(causes.due(System.nanoTime()))));
                feed.notes().forEach(listener::remark);
                settle(mine);
            }
            causes.rest().forEach(listener::fact);
        }
        return List.copyOf(finished);
    }

    private void takeUpEarlier() {
        for (IncidentStory story : new IncidentLog(connection).overview().unfinished()) {
            listener.remark("finishing " + story.id() + ", which an earlier run left open");
            open.put(story.id(), new Pursuit(story, System.nanoTime()));
        }
    }

    private long running(List<String> mine) {
        return open.keySet().stream().filter(mine::contains).count();
    }

    private void ask(OperatorPen pen, OpenIncident request) {
        String id = request.getHeader().getIncidentId();
        open.put(id, new Pursuit(new IncidentStory(id), System.nanoTime()));
        // Asked for now, however long ago it was planned.
        pen.ask(
                OpenIncident.newBuilder(request)
                        .setHeader(
                                EventHeader.newBuilder(request.getHeader())
                                        .setTime(pen.now())
                                        .build())
                        .build());
    }

    private void take(List<Fact> facts) {
        long now = System.nanoTime();
        List<Fact> ours =
                facts.stream()
                        .filter(fact -> open.containsKey(fact.header().getIncidentId()))
                        .toList();
        ours.forEach(fact -> open.get(fact.header().getIncidentId()).add(fact, now));
        causes.pass(ours, now).forEach(listener::fact);
    }

    private void settle(List<String> mine) {
        long now = System.nanoTime();
        for (Pursuit pursuit : List.copyOf(open.values())) {
            var lost = pursuit.lost(patience, now);
            lost.ifPresent(listener::remark);
            boolean abandoned =
                    cancelledAt != 0 && now - cancelledAt > patience.cancelled().toNanos();
            if (abandoned && pursuit.story().closed().isEmpty()) {
                listener.remark(
                        pursuit.story().id() + " is not closed yet; the next start finishes it");
            }
            if (pursuit.over(patience, now) || lost.isPresent() || abandoned) {
                open.remove(pursuit.story().id());
                causes.rest(pursuit.story().id()).forEach(listener::fact);
                if (mine.contains(pursuit.story().id())) {
                    finished.add(pursuit.story());
                }
                listener.finished(pursuit.story(), pursuit.facts());
            }
        }
    }

    private void cancel(OperatorPen pen, List<String> mine) {
        if (cancelledAt != 0) {
            return;
        }
        cancelledAt = System.nanoTime();
        // Incidents of earlier runs go on at the next start.
        open.keySet().retainAll(mine);
        for (Pursuit pursuit : open.values()) {
            if (pursuit.story().closed().isEmpty()) {
                listener.remark("cancelling " + pursuit.story().id());
                pen.cancel(pursuit.story().id(), "Ctrl-C");
            }
        }
    }
}
