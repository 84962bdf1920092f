package dev.aoi.standalone.story;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.worker.Completion;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one incident, folded from its facts in any order. Of facts that may stand only
 * once the first one counts.
 */
public final class IncidentStory {
    private final String id;
    private @Nullable OpenIncident asked;
    private @Nullable IncidentOpened opened;
    private @Nullable Evaluation evaluation;
    private @Nullable IncidentClosed closed;
    private boolean recorded;
    private @Nullable Instant begin;
    private @Nullable Instant end;
    private String policy = "";
    private int turns;
    private long inputTokens;
    private long outputTokens;

    public IncidentStory(String id) {
        this.id = id;
    }

    /** Takes one of this incident's facts in. */
    public void add(Fact fact) {
        Instant time = fact.header().getTime();
        begin = begin == null || time.isBefore(begin) ? time : begin;
        end = end == null || time.isAfter(end) ? time : end;
        switch (fact.event()) {
            case OpenIncident e -> asked = asked == null ? e : asked;
            case IncidentOpened e -> opened = opened == null ? e : opened;
            case Evaluation e -> evaluation = evaluation == null ? e : evaluation;
            case IncidentClosed e -> closed = closed == null ? e : closed;
            case Trajectory e -> recorded = true;
            case Decision e -> {
                turns = Math.max(turns, e.getTurn());
                policy = e.getPolicy();
            }
            case Completion e -> {
                inputTokens += e.getTokens().getInput();
                outputTokens += e.getTokens().getOutput();
            }
            default -> {}
        }
    }

    public String id() {
        return id;
    }

    /** The request that it began with, if that still stands in the log. */
    public Optional<OpenIncident> asked() {
        return Optional.ofNullable(asked);
    }

    public Optional<IncidentOpened> opened() {
        return Optional.ofNullable(opened);
    }

    public Optional<Evaluation> evaluation() {
        return Optional.ofNullable(evaluation);
    }

    public Optional<IncidentClosed> closed() {
        return Optional.ofNullable(closed);
    }

    /** Whether its trajectory is written. */
    public boolean recorded() {
        return recorded;
    }

    /** Time of its earliest fact. */
    public Optional<Instant> begin() {
        return Optional.ofNullable(begin);
    }

    /** {@code asked}, {@code open} or why it was closed. */
    public String status() {
        if (closed != null) {
            return Wording.words(closed.getReason());
        }
        return opened != null ? "open" : "asked";
    }

    /** The problem's id, or its description for an incident that is no benchmark problem. */
    public String problem() {
        if (evaluation != null && !evaluation.getProblemId().isEmpty()) {
            return evaluation.getProblemId();
        }
        if (asked != null) {
            return asked.getProblemId().isEmpty()
                    ? Wording.clip(asked.getDescription())
                    : asked.getProblemId();
        }
        return "";
    }

    /** Its verdict; before there is an evaluation, what the facts say so far. */
    public Verdict verdict() {
        if (evaluation != null) {
            return Verdict.of(id, evaluation);
        }
        return Verdict.without(
                this,
                policy,
                opened == null || end == null
                        ? 0
                        : Duration.between(opened.getHeader().getTime(), end).toMillis() / 1000.0,
                turns,
                inputTokens,
                outputTokens);
    }
}
