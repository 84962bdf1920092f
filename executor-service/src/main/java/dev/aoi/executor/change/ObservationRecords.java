package dev.aoi.executor.change;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.executor.machine.ExecutorAction.Undo;
import dev.aoi.executor.machine.ExecutorAction.Verify;
import dev.aoi.executor.machine.HandleEntries;
import dev.aoi.executor.machine.Origin;
import dev.aoi.executor.machine.Task;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.expectation.Outcome;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the records of what was seen.
 *
 * <p>An observation that fits one record has an id that follows from its request alone. The first
 * chunk of a longer one has an id that also follows from its content, and the further ones name it
 * as their cause: a look that is taken again after a crash and sees something else is told apart.
 */
final class ObservationRecords {
    private static final int ERROR_BYTES = 48 * 1024;
    private static final int HANDLES_BYTES = 192 * 1024;
    private static final int HANDLE_OVERHEAD = 64;

    private final Headers.Source source;
    private final Clock clock;

    ObservationRecords(Headers.Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * What a command printed.
     *
     * @param purpose look, or write when there was nothing to send
     */
    List<Outgoing> printed(
            Task task, String purpose, KubeCommand command, CommandResult result, Instant started) {
        List<HandleEntry> returned = handles(task.view().handles(), result.observed());
        List<HandleEntry> handles = fitting(returned);
        String error = error(result.stderr(), returned.size() - handles.size());
        int first =
                Math.max(
                        1024, OutputChunks.CHUNK_BYTES - OutputChunks.bytes(error) - size(handles));
        OutputChunks output = OutputChunks.of(result.stdout(), first);
        Instant finished = clock.instant();
        String head = headId(task, output);
        List<Outgoing> chunks = new ArrayList<>();
        for (int i = 0; i < output.texts().size(); i++) {
            chunks.add(
                    out(
                            observation(
                                            chunkHeader(task, head, i, finished),
                                            task.origin(),
                                            purpose,
                                            started)
                                    .setCommand(command.text())
                                    .setExitCode(result.exitCode())
                                    .setOutput(output.texts().get(i))
                                    .setErrorOutput(i == 0 ? error : "")
                                    .setOutputBytes(output.wholeBytes())
                                    .setTruncated(output.truncated())
                                    .setChunk(i)
                                    .setChunks(output.texts().size())
                                    .setHandles(i == 0 ? handles : List.of())
                                    .build()));
        }
        return List.copyOf(chunks);
    }

    /** Whether an expectation held. */
    Outgoing verified(Verify verify, Outcome outcome, Instant started) {
        Task task = verify.task();
        EventHeader header =
                Headers.following(
                        incident(task),
                        task.requestId(),
                        "verify-" + task.view().attempt(),
                        clock.instant(),
                        source);
        Observation.Builder observation =
                observation(header, task.origin(), "verify", started)
                        .setTyped(verify.stated())
                        .setCommand(verify.stated());
        return out(
                switch (outcome) {
                    case Outcome.Met(String seen) ->
                            observation.setExitCode(0).setOutput(seen + "\n").build();
                    case Outcome.NotMet(String seen) ->
                            observation
                                    .setExitCode(1)
                                    .setOutput(seen + "\n")
                                    .setErrorOutput("what was expected does not hold\n")
                                    .build();
                });
    }

    /** That a change could not be taken back. */
    Outgoing notUndone(Undo undo, String reason) {
        EventHeader header =
                EventHeader.newBuilder(
                                Headers.following(
                                        undo.incident().getHeader().getIncidentId(),
                                        undo.origin().causeId(),
                                        "",
                                        clock.instant(),
                                        source))
                        .setEventId(undo.failureId())
                        .build();
        return out(
                observation(header, undo.origin(), "undo", clock.instant())
                        .setCommand(undo.intended().getCommand())
                        .setExitCode(1)
                        .setErrorOutput("could not be taken back: " + reason.strip() + "\n")
                        .build());
    }

    private Observation.Builder observation(
            EventHeader header, Origin origin, String purpose, Instant started) {
        return Observation.newBuilder()
                .setHeader(header)
                .setCommandId(origin.commandId())
                .setTurn(origin.turn())
                .setRole(source.role())
                .setRound(origin.round())
                .setAttempt(origin.attempt())
                .setTyped(origin.typed())
                .setPurpose(purpose)
                .setVerdict(CommandVerdict.ALLOWED)
                .setRefusal("")
                .setOutput("")
                .setErrorOutput("")
                .setHandles(List.of())
                .setStartedAt(started)
                .setFinishedAt(header.getTime());
    }

    private EventHeader chunkHeader(Task task, String head, int chunk, Instant time) {
        EventHeader header =
                Headers.following(incident(task), head, "chunk-" + chunk, time, source);
        return chunk > 0
                ? header
                : EventHeader.newBuilder(header)
                        .setEventId(head)
                        .setCausationId(task.origin().causeId())
                        .build();
    }

    private static String headId(Task task, OutputChunks output) {
        String index = "observation-" + task.view().attempt() + "-0";
        if (output.texts().size() > 1) {
            index += "-" + Headers.sha256(String.join("", output.texts()));
        }
        return Headers.derivedId(incident(task), task.requestId(), index);
    }

    private static List<HandleEntry> handles(HandleTable before, List<ObservedObject> observed) {
        HandleTable table = before.with(observed);
        return HandleEntries.records(
                observed.stream().map(table::of).flatMap(Optional::stream).toList());
    }

    private static List<HandleEntry> fitting(List<HandleEntry> handles) {
        List<HandleEntry> fitting = new ArrayList<>();
        int used = 0;
        for (HandleEntry handle : handles) {
            used += size(List.of(handle));
            if (used > HANDLES_BYTES) {
                break;
            }
            fitting.add(handle);
        }
        return List.copyOf(fitting);
    }

    private static int size(List<HandleEntry> handles) {
        return handles.stream()
                .mapToInt(
                        h ->
                                HANDLE_OVERHEAD
                                        + OutputChunks.bytes(h.getName() + h.getNamespace())
                                        + OutputChunks.bytes(h.getKind() + h.getUid()))
                .sum();
    }

    private static String error(String stderr, int withoutHandle) {
        String head = OutputChunks.head(stderr, ERROR_BYTES);
        int left = OutputChunks.bytes(stderr) - OutputChunks.bytes(head);
        StringBuilder text = new StringBuilder(head);
        if (left > 0) {
            text.append("\n[... ").append(left).append(" bytes left out ...]\n");
        }
        if (withoutHandle > 0) {
            text.append("\n[... ")
                    .append(withoutHandle)
                    .append(" more objects got no handle; narrow the command ...]\n");
        }
        return text.toString();
    }

    private static Outgoing out(Observation observation) {
        return new Outgoing(Topics.EXECUTOR_OBSERVATIONS, observation);
    }

    private static String incident(Task task) {
        return task.incident().getHeader().getIncidentId();
    }
}
