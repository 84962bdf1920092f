package dev.aoi.worker.observation;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.worker.Observation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The chunks of one observation as far as they are in the log, in order. A long output is written
 * in chunks; each further one names the first as its cause, so that the chunks of a look that was
 * interrupted and taken again are not mixed with the first try's.
 */
public record Sighting(List<Observation> chunks) {

    public Sighting {
        chunks = List.copyOf(chunks);
    }

    /** Whether no chunk is missing. */
    public boolean complete() {
        return chunks.size() == chunks.getFirst().getChunks();
    }

    /** This one and a chunk that continues it; empty when the chunk belongs elsewhere. */
    public Optional<Sighting> with(Observation chunk) {
        EventHeader head = chunks.getFirst().getHeader();
        boolean next =
                chunk.getChunk() == chunks.size()
                        && chunk.getHeader().getCausationId().equals(head.getEventId());
        if (!next) {
            return Optional.empty();
        }
        List<Observation> more = new ArrayList<>(chunks);
        more.add(chunk);
        return Optional.of(new Sighting(more));
    }

    /** The chunk that carries everything but further output. */
    public Observation first() {
        return chunks.getFirst();
    }

    /** Event ids of the chunks. */
    public List<String> ids() {
        return chunks.stream().map(c -> c.getHeader().getEventId()).toList();
    }

    /** What it says, whole. */
    public StepTaken asStep() {
        Observation first = first();
        return new StepTaken(
                first.getPurpose(),
                first.getTyped(),
                first.getCommand(),
                first.getVerdict(),
                first.getRefusal(),
                first.getExitCode(),
                chunks.stream().map(Observation::getOutput).collect(Collectors.joining()),
                first.getErrorOutput(),
                first.getTruncated());
    }
}
