package dev.aoi.observer.incident;

import dev.aoi.observer.decision.Verdict;
import dev.aoi.schemas.incident.TaskType;

import java.util.List;

/**
 * All that the observer's mind sees at one turn, rules and models alike.
 *
 * @param memory the turns before, oldest first: decision, commands in short, outcome; what they
 *     showed is only in each next turn's summary
 * @param context compressed observations of the last step, in full
 * @param handles observed objects
 * @param ledger what was done to the cluster
 * @param handleSeed seed of the incident, for sampling
 * @param tokensLeft tokens that all minds together may still use
 */
public record ObserverView(
        String incidentId,
        TaskType taskType,
        String description,
        String namespace,
        boolean writable,
        int turn,
        int maxTurns,
        int probeCommands,
        int contextTokens,
        List<Turn> memory,
        String context,
        List<Known.Handle> handles,
        List<Known.Done> ledger,
        Verdict.Reply candidate,
        long handleSeed,
        long tokensLeft) {}
