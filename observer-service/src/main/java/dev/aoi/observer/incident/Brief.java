package dev.aoi.observer.incident;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;

import java.time.Instant;

/** What the observer was told when the incident opened; nothing in it tells the problem. */
public record Brief(
        String openedId,
        Instant openedAt,
        TaskType taskType,
        String description,
        String cluster,
        String world,
        String namespace,
        RunMode runMode,
        Bounds bounds,
        Instant deadline,
        long handleSeed) {

    static Brief of(IncidentOpened opened) {
        return new Brief(
                opened.getHeader().getEventId(),
                opened.getHeader().getTime(),
                opened.getTaskType(),
                opened.getDescription(),
                opened.getCluster(),
                opened.getWorld(),
                opened.getNamespace(),
                opened.getRunMode(),
                Bounds.of(opened.getLimits()),
                opened.getDeadline(),
                opened.getHandleSeed());
    }

    /** Budgets, as {@link Limits} has them. */
    public record Bounds(
            int turns,
            int probeRounds,
            int executorRounds,
            int retries,
            int contextTokens,
            int outputTokens,
            int deadlineSeconds,
            int commandTimeoutSeconds,
            int writes,
            long totalTokens) {

        static Bounds of(Limits limits) {
            return new Bounds(
                    limits.getTurns(),
                    limits.getProbeRounds(),
                    limits.getExecutorRounds(),
                    limits.getRetries(),
                    limits.getContextTokens(),
                    limits.getOutputTokens(),
                    limits.getDeadlineSeconds(),
                    limits.getCommandTimeoutSeconds(),
                    limits.getWrites(),
                    limits.getTotalTokens());
        }

        Limits toLimits() {
            return Limits.newBuilder()
                    .setTurns(turns)
                    .setProbeRounds(probeRounds)
                    .setExecutorRounds(executorRounds)
                    .setRetries(retries)
                    .setContextTokens(contextTokens)
                    .setOutputTokens(outputTokens)
                    .setDeadlineSeconds(deadlineSeconds)
                    .setCommandTimeoutSeconds(commandTimeoutSeconds)
                    .setWrites(writes)
                    .setTotalTokens(totalTokens)
                    .build();
        }
    }
}
