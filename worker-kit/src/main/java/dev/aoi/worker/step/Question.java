package dev.aoi.worker.step;

/**
 * One attempt at an answer.
 *
 * @param requestId the same for all attempts of a round
 * @param attempt 0-based
 */
public record Question(String requestId, int attempt) {}
