package dev.aoi.worker.observation;

import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes observations.
 *
 * <p>One that fits one record has an id that follows from its request alone. The first chunk of a
 * longer one has an id that also follows from its content, and the further ones name it as their
 * cause: a look that is taken again after a crash and sees something else is told apart.
 */
public final class Observations {
    private static final int ERROR_BYTES = 48 * 1024;
    private static final int LEAST_FIRST_BYTES = 1024;

    private final Headers.Source source;

    public Observations(Headers.Source source) {
        this.source = source;
    }

    /** What the observation of an attempt is among the things that follow from its request. */
    public static String index(int attempt) {
        return "observation-" + attempt + "-0";
    }

    /** Begins a record that ends at its header's time; whatever is not set here is blank. */
    public Observation.Builder begin(
            EventHeader header, Origin origin, String purpose, Instant started) {
        return Observation.newBuilder()
                .setHeader(header)
                .setCommandId(origin.commandId())
                .setTurn(origin.turn())
                .setRole(source.role())
                .setRound(origin.round())
                .setAttempt(origin.attempt())
                .setTyped(origin.typed())
                .setCommand("")
                .setPurpose(purpose)
                .setRefusal("")
                .setOutput("")
                .setErrorOutput("")
                .setHandles(List.of())
                .setStartedAt(started)
                .setFinishedAt(header.getTime());
    }

    /**
     * What a command printed, in one or more chunks.
     *
     * @param requestId whose answer proposed it
     * @param purpose look, or write when there was nothing to send
     * @param known objects that have a handle already
     */
    public List<Observation> printed(
            String incidentId,
            String requestId,
            Origin origin,
            String purpose,
            HandleTable known,
            Ran ran) {
        CommandResult result = ran.result();
        ObservedHandles handles = ObservedHandles.of(known, result.observed());
        String error = error(result.stderr(), handles.leftOut());
        int room = OutputChunks.CHUNK_BYTES - OutputChunks.bytes(error) - handles.bytes();
        OutputChunks output = OutputChunks.of(result.stdout(), Math.max(LEAST_FIRST_BYTES, room));
        String head = headId(incidentId, requestId, origin, output);
        List<Observation> chunks = new ArrayList<>();
        for (int i = 0; i < output.texts().size(); i++) {
            EventHeader header = header(incidentId, head, i, origin, ran.finished());
            chunks.add(
                    begin(header, origin, purpose, ran.started())
                            .setVerdict(CommandVerdict.ALLOWED)
                            .setCommand(ran.command().text())
                            .setExitCode(result.exitCode())
                            .setOutput(output.texts().get(i))
                            .setErrorOutput(i == 0 ? error : "")
                            .setOutputBytes(output.wholeBytes())
                            .setTruncated(output.truncated())
                            .setChunk(i)
                            .setChunks(output.texts().size())
                            .setHandles(i == 0 ? handles.entries() : List.of())
                            .build());
        }
        return List.copyOf(chunks);
    }

    private EventHeader header(
            String incidentId, String head, int chunk, Origin origin, Instant time) {
        EventHeader header = Headers.following(incidentId, head, "chunk-" + chunk, time, source);
        return chunk > 0
                ? header
                : EventHeader.newBuilder(header)
                        .setEventId(head)
                        .setCausationId(origin.causeId())
                        .build();
    }

    private static String headId(
            String incidentId, String requestId, Origin origin, OutputChunks output) {
        String index = index(origin.attempt());
        if (output.texts().size() > 1) {
            index += "-" + Headers.sha256(String.join("", output.texts()));
        }
        return Headers.derivedId(incidentId, requestId, index);
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
}
