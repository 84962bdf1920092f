package dev.aoi.observer.trajectory;

import dev.aoi.schemas.worker.Observation;

import java.util.ArrayList;
import java.util.List;

/** Joins the chunks of long observations; a chunk follows its first one in the log. */
final class ObservationChunks {
    private ObservationChunks() {}

    static List<Observation> join(List<Observation> chunks) {
        List<Observation> whole = new ArrayList<>();
        for (Observation chunk : chunks) {
            if (chunk.getChunk() == 0 || whole.isEmpty()) {
                whole.add(chunk);
            } else {
                Observation head = whole.getLast();
                whole.set(
                        whole.size() - 1,
                        Observation.newBuilder(head)
                                .setOutput(head.getOutput() + chunk.getOutput())
                                .setChunks(1)
                                .build());
            }
        }
        return whole;
    }
}
