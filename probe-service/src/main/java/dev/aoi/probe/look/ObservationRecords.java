package dev.aoi.probe.look;

import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.probe.machine.HandleEntries;
import dev.aoi.probe.machine.ProbeAction.Look;
import dev.aoi.probe.mind.ProbeView;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the records of a look.
 *
 * <p>A look that fits one record has an id that follows from its request alone. The first chunk of
 * a longer one has an id that also follows from its content, and the further ones name it as their
 * cause: a look that is taken again after a crash and sees something else is told apart.
 */
final class ObservationRecords {
    private static final int ERROR_BYTES = 48 * 1024;
    private static final int HANDLES_BYTES = 192 * 1024;
    private static final int HANDLE_OVERHEAD = 64;

    private final Headers.Source source;

    ObservationRecords(Headers.Source source) {
        this.source = source;
    }

    List<Observation> of(Look look, CommandResult result, Instant started, Instant finished) {
        List<HandleEntry> returned = handles(look.view().handles(), result.observed());
        List<HandleEntry> handles = fitting(returned);
        String error = error(result.stderr(), returned.size() - handles.size());
        int first =
                Math.max(
                        1024, OutputChunks.CHUNK_BYTES - OutputChunks.bytes(error) - size(handles));
        OutputChunks output = OutputChunks.of(result.stdout(), first);
        List<Observation> chunks = new ArrayList<>();
        String head = headId(look, output);
        for (int i = 0; i < output.texts().size(); i++) {
            chunks.add(
                    Observation.newBuilder()
                            .setHeader(header(look, head, i, finished))
                            .setCommandId(command(look).getHeader().getEventId())
                            .setTurn(command(look).getTurn())
                            .setRole(source.role())
                            .setRound(look.view().round())
                            .setAttempt(look.view().attempt())
                            .setTyped(look.typed())
                            .setCommand(look.command().text())
                            .setPurpose("look")
                            .setVerdict(CommandVerdict.ALLOWED)
                            .setRefusal("")
                            .setExitCode(result.exitCode())
                            .setOutput(output.texts().get(i))
                            .setErrorOutput(i == 0 ? error : "")
                            .setOutputBytes(output.wholeBytes())
                            .setTruncated(output.truncated())
                            .setChunk(i)
                            .setChunks(output.texts().size())
                            .setHandles(i == 0 ? handles : List.of())
                            .setStartedAt(started)
                            .setFinishedAt(finished)
                            .build());
        }
        return List.copyOf(chunks);
    }

    private EventHeader header(Look look, String head, int chunk, Instant time) {
        EventHeader header =
                Headers.following(incident(look), head, "chunk-" + chunk, time, source);
        return chunk > 0
                ? header
                : EventHeader.newBuilder(header)
                        .setEventId(head)
                        .setCausationId(look.completionId())
                        .build();
    }

    private static String headId(Look look, OutputChunks output) {
        String index = "observation-" + look.view().attempt() + "-0";
        if (output.texts().size() > 1) {
            index += "-" + Headers.sha256(String.join("", output.texts()));
        }
        return Headers.derivedId(incident(look), look.requestId(), index);
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

    private static ProbeCommand command(Look look) {
        ProbeView view = look.view();
        return view.command();
    }

    private static String incident(Look look) {
        return command(look).getHeader().getIncidentId();
    }
}
