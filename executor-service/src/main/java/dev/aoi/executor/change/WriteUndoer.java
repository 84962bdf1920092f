package dev.aoi.executor.change;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.OwnershipLostException;
import dev.aoi.executor.machine.ExecutorAction.Undo;
import dev.aoi.kube.write.Applied;
import dev.aoi.kube.write.UndoPatch;
import dev.aoi.schemas.executor.WriteIntended;

import java.util.List;

/**
 * Takes a change back.
 *
 * <ol>
 *   <li>Bound to the version after the change. Controllers write the status of what was changed, so
 *       the version often has moved though the change stands.
 *   <li>Then bound to the change alone: the undo tests that the object is the same one and that
 *       every changed field still has its new value.
 *   <li>No answer, or tests that do not hold: look. Not carried any more: it is taken back.
 * </ol>
 *
 * <p>Sending it again after a crash does nothing, because its tests no longer hold.
 */
final class WriteUndoer {
    private static final int SENDS = 3;

    private final ClusterPort cluster;
    private final JournalRecords journal;
    private final ObservationRecords observations;

    WriteUndoer(ClusterPort cluster, JournalRecords journal, ObservationRecords observations) {
        this.cluster = cluster;
        this.journal = journal;
        this.observations = observations;
    }

    List<Outgoing> undo(Undo undo, ActContext context)
            throws OwnershipLostException, InterruptedException {
        WriteIntended intended = undo.intended();
        UndoPatch patch = IntendedWrites.undo(intended);
        String version = undo.versionAfter();
        String reason = "";
        for (int i = 0; i < SENDS; i++) {
            context.checkOwned();
            switch (cluster.undo(undo.incident(), patch, version)) {
                case Applied.Done(String now, var _) -> {
                    return List.of(journal.undone(intended, now, undo.reason()));
                }
                case Applied.Failed(var result) -> {
                    return failed(undo, result.stderr());
                }
                case Applied.Conflict(String why, var _) -> reason = why;
                case Applied.Unknown(String why) -> reason = why;
            }
            try {
                if (!cluster.looksApplied(undo.incident(), IntendedWrites.planned(intended))) {
                    return gone(undo);
                }
            } catch (CannotLookException e) {
                return failed(undo, reason + "; " + e.getMessage());
            }
            version = "";
        }
        return failed(undo, reason);
    }

    private List<Outgoing> gone(Undo undo) throws InterruptedException {
        WriteIntended intended = undo.intended();
        String version = "";
        try {
            version =
                    cluster.live(undo.incident(), IntendedWrites.target(intended))
                            .resourceVersion();
        } catch (CannotLookException e) {
            // That it is gone is known; its version is not.
        }
        return List.of(
                journal.undone(
                        intended, version, undo.reason() + "; the change is not there any more"));
    }

    private List<Outgoing> failed(Undo undo, String reason) {
        return List.of(observations.notUndone(undo, reason));
    }
}
