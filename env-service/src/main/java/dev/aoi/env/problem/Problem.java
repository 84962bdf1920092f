package dev.aoi.env.problem;

import dev.aoi.schemas.incident.TaskType;

import java.util.List;

/**
 * One problem of the benchmark.
 *
 * @param id AIOpsLab's id, exactly
 * @param application name of the application, e.g. social-network
 * @param task what is asked for
 * @param family what is broken
 * @param defaultTarget program that the fault hits unless another one is asked for; empty when
 *     there is no fault
 * @param eligibleTargets programs on which this fault shows
 */
public record Problem(
        String id,
        String application,
        TaskType task,
        FaultFamily family,
        String defaultTarget,
        List<String> eligibleTargets) {

    public Problem {
        eligibleTargets = List.copyOf(eligibleTargets);
    }
}
