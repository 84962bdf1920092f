package dev.aoi.worker.observation;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.execution.CommandResult;

import java.time.Instant;

/**
 * A command that was run.
 *
 * @param command resolved, as it was sent
 * @param result what it printed and returned
 * @param started before it was sent, by the worker's clock
 * @param finished after its result was there
 */
public record Ran(KubeCommand command, CommandResult result, Instant started, Instant finished) {}
