package dev.aoi.observer.decision;

import dev.aoi.schemas.observer.NextStep;
import dev.aoi.schemas.observer.Phase;

import java.util.List;

/**
 * A valid answer of the observer's mind: what it believes, its one next step, and what it would
 * submit now. Evidence holds full observation ids; names were checked against what was observed.
 */
public record Verdict(
        String summary,
        Phase phase,
        String phaseReason,
        Belief belief,
        int confidence,
        List<Task> plan,
        List<String> evidence,
        NextStep nextStep,
        String instruction,
        Looking probe,
        Repair repair,
        Reply answer) {

    /** What it believes. */
    public record Belief(
            String suspected, List<String> symptoms, String causalityChain, String confidence) {}

    /** One task of its plan. */
    public record Task(String name, String objective, String agent, String status) {}

    /** What a probe step is about. */
    public record Looking(List<String> targets, String investigationType, List<String> checks) {}

    /** What an executor step is about. */
    public record Repair(
            String problemType,
            String target,
            String issue,
            List<String> evidence,
            String current,
            String expected,
            String method,
            String command,
            String expectation) {}

    /** What would be submitted now. */
    public record Reply(
            String verdict,
            List<String> components,
            String systemLevel,
            String faultType,
            boolean mitigated) {

        /** No answer yet. */
        public static final Reply NONE = new Reply("", List.of(), "", "", false);
    }
}
