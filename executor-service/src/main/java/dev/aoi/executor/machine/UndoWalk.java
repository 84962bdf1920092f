package dev.aoi.executor.machine;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.Effect;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.operator.Undo;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.worker.observation.Origin;

import java.util.List;
import java.util.Optional;

/**
 * What people asked to be taken back: of each request the newest change that still stands and was
 * not tried for it, one after the other. A change whose outcome is open is waited for; one that is
 * not in the journal, or was never made, is answered with an observation.
 */
final class UndoWalk {
    private final Headers.Source source;

    UndoWalk(Headers.Source source) {
        this.source = source;
    }

    /** Whether a person asked for this change to be taken back. */
    static boolean asked(ExecutorState state, String writeId) {
        WriteIntended intended = state.writes().intended().get(writeId);
        return intended != null
                && state.undoRequests().values().stream().anyMatch(r -> meant(r, intended));
    }

    Optional<Effect<ExecutorAction>> next(ExecutorState state, IncidentOpened incident) {
        return state.undoRequests().values().stream()
                .flatMap(request -> next(state, incident, request).stream())
                .findFirst();
    }

    private Optional<Effect<ExecutorAction>> next(
            ExecutorState state, IncidentOpened incident, Undo request) {
        for (String writeId : state.writes().newestFirst()) {
            WriteIntended intended = state.writes().intended().get(writeId);
            Optional<WriteApplied> standing = state.writes().standing(writeId);
            if (intended != null
                    && meant(request, intended)
                    && standing.isPresent()
                    && !tried(state, request, writeId)) {
                return Optional.of(undo(incident, request, intended, standing.get()));
            }
        }
        return nothing(state, request);
    }

    private Effect<ExecutorAction> undo(
            IncidentOpened incident, Undo request, WriteIntended intended, WriteApplied applied) {
        String requestId = request.getHeader().getEventId();
        Origin origin = new Origin(intended.getCommandId(), 0, 0, 0, requestId, "undo");
        return new Effect.Act<>(
                "undo-" + requestId + "-" + intended.getWriteId(),
                new ExecutorAction.Undo(
                        incident,
                        origin,
                        intended,
                        applied.getResourceVersion(),
                        "a person asked for it",
                        answerId(request, intended.getWriteId())));
    }

    /** Says that there is nothing to take back for a request that names a change. */
    private Optional<Effect<ExecutorAction>> nothing(ExecutorState state, Undo request) {
        String writeId = request.getWriteId();
        if (writeId.isEmpty() || tried(state, request, writeId)) {
            return Optional.empty();
        }
        boolean known = state.writes().intended().containsKey(writeId);
        WriteOutcome outcome = state.writes().outcomes().get(writeId);
        boolean open = known && outcome == null;
        boolean made = outcome instanceof WriteOutcome.Applied;
        if (open || made) {
            return Optional.empty();
        }
        String why =
                known
                        ? "Change " + writeId + " was not applied, so there is nothing to take back"
                        : "There is no change " + writeId + " in this incident's journal";
        return Optional.of(
                new Effect.Append<>(
                        new Outgoing(Topics.EXECUTOR_OBSERVATIONS, answer(request, why))));
    }

    private Observation answer(Undo request, String why) {
        return Observation.newBuilder()
                .setHeader(
                        Headers.following(
                                request.getHeader().getIncidentId(),
                                request.getHeader().getEventId(),
                                "undo-" + request.getWriteId(),
                                request.getHeader().getTime(),
                                source))
                .setRole(source.role())
                .setTyped("undo")
                .setCommand("")
                .setPurpose("undo")
                .setVerdict(CommandVerdict.REFUSED)
                .setRefusal(why)
                .setExitCode(-1)
                .setOutput("")
                .setErrorOutput("")
                .setHandles(List.of())
                .setStartedAt(request.getHeader().getTime())
                .setFinishedAt(request.getHeader().getTime())
                .build();
    }

    private static boolean tried(ExecutorState state, Undo request, String writeId) {
        return state.undoAnswers().contains(answerId(request, writeId));
    }

    /** A request for all means what was intended before it, not what comes after. */
    private static boolean meant(Undo request, WriteIntended intended) {
        return request.getWriteId().isEmpty()
                ? !intended.getHeader().getTime().isAfter(request.getHeader().getTime())
                : request.getWriteId().equals(intended.getWriteId());
    }

    private static String answerId(Undo request, String writeId) {
        return Headers.derivedId(
                request.getHeader().getIncidentId(),
                request.getHeader().getEventId(),
                "undo-" + writeId);
    }
}
