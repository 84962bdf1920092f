package dev.aoi.compressor.round;

import dev.aoi.schemas.observer.CompressorCommand;

import java.util.Map;

/**
 * Compress, with the mind's words that are known so far. Words that are missing are asked for and
 * recorded first; the action is due again when they are read back.
 *
 * @param words by observation id; empty text where the mind had none
 */
public record CompressorAction(CompressorCommand command, Map<String, String> words) {}
