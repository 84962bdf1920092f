package dev.aoi.compressor.text;

import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;

import java.util.ArrayList;
import java.util.List;

/**
 * One observation, its chunks joined.
 *
 * @param id event id of its first chunk
 * @param heading {@code ### #a1b2c3 <command> (exit 0)}, the form that policies read
 * @param body what came back: output, then errors
 */
public record Item(String id, String command, String heading, String body) {

    /** Joins the chunks of one observation; the first one carries the errors. */
    private static Item joined(List<Observation> chunks) {
        Observation first = chunks.getFirst();
        boolean refused = first.getVerdict() != CommandVerdict.ALLOWED;
        String command = refused ? first.getTyped() : first.getCommand();
        StringBuilder body = new StringBuilder();
        chunks.forEach(chunk -> body.append(chunk.getOutput()));
        if (first.getTruncated()) {
            body.append("\n[truncated: ").append(first.getOutputBytes()).append(" bytes in all]");
        }
        if (!first.getErrorOutput().isBlank()) {
            body.append(body.isEmpty() ? "" : "\n")
                    .append("stderr: ")
                    .append(first.getErrorOutput());
        }
        if (refused) {
            body.append("not run: ").append(first.getRefusal());
        }
        String id = first.getHeader().getEventId();
        String how = refused ? "refused" : "exit " + first.getExitCode();
        String oneLine = command.replace('\n', ' ');
        return new Item(
                id,
                oneLine,
                "### " + Headers.shortId(id) + " " + oneLine + " (" + how + ")",
                body.toString().stripTrailing());
    }

    /** Groups chunks by observation, in order. */
    public static List<Item> all(Iterable<Observation> observations) {
        List<List<Observation>> groups = new ArrayList<>();
        for (Observation chunk : observations) {
            if (chunk.getChunk() == 0 || groups.isEmpty()) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(chunk);
        }
        return groups.stream().map(Item::joined).toList();
    }
}
