package dev.aoi.compressor.round;

import dev.aoi.schemas.observer.CompressorCommand;

import java.util.Map;
import java.util.Set;

/**
 * One incident in the compressor.
 *
 * @param commands by event id
 * @param words by command id and observation id what the mind answered; the first answer counts
 * @param summarized ids of commands whose summary is in the log
 */
public record CompressorState(
        String incidentId,
        boolean opened,
        boolean closed,
        Map<String, CompressorCommand> commands,
        Map<String, Map<String, String>> words,
        Set<String> summarized) {

    static CompressorState blank(String incidentId) {
        return new CompressorState(incidentId, false, false, Map.of(), Map.of(), Set.of());
    }
}
