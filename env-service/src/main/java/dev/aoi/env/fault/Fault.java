package dev.aoi.env.fault;

import dev.aoi.env.problem.Problem;

/** What is broken on purpose. Programs are named as the application's programs know them. */
public sealed interface Fault {

    /** A Service sends to a port on which nothing listens. */
    record TargetPort(String program) implements Fault {}

    /** A Deployment has no replicas. */
    record ScaleToZero(String program) implements Fault {}

    /** Nothing is broken. */
    record None() implements Fault {}

    /** The fault of a problem, on one of its eligible targets. */
    static Fault of(Problem problem, String target) {
        return switch (problem.family()) {
            case TARGET_PORT -> new TargetPort(target);
            case SCALE_TO_ZERO -> new ScaleToZero(target);
            case NONE -> new None();
        };
    }
}
