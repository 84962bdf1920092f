package dev.aoi.standalone.story;

import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.standalone.output.Screen;

import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;

/**
 * How an incident ended.
 *
 * @param judged whether there is an evaluation; without one nothing was a success
 * @param strictReason one sentence; for an incident without evaluation why there is none
 * @param seconds from opening to submission, wall clock; without evaluation to the newest fact
 * @param steps observer turns
 */
public record Verdict(
        String incident,
        String problem,
        String policy,
        boolean judged,
        boolean strict,
        String strictReason,
        boolean compat,
        double seconds,
        int steps,
        long inputTokens,
        long outputTokens) {

    static Verdict of(String incident, Evaluation evaluation) {
        return new Verdict(
                incident,
                evaluation.getProblemId(),
                evaluation.getPolicy(),
                true,
                evaluation.getStrictSuccess(),
                evaluation.getStrictReason(),
                evaluation.getCompatSuccess(),
                evaluation.getSeconds(),
                evaluation.getSteps(),
                evaluation.getTokens().getInput(),
                evaluation.getTokens().getOutput());
    }

    static Verdict without(
            IncidentStory story,
            String policy,
            double seconds,
            int steps,
            long inputTokens,
            long outputTokens) {
        return new Verdict(
                story.id(),
                story.problem(),
                policy,
                false,
                false,
                "no evaluation: " + story.closed().map(Verdict::ending).orElse("not closed yet"),
                false,
                seconds,
                steps,
                inputTokens,
                outputTokens);
    }

    /** As programs get it. */
    public ObjectNode json() {
        ObjectNode node = Screen.object("verdict");
        node.put("incident", incident);
        node.put("problem", problem);
        node.put("policy", policy);
        node.putObject("strict").put("success", strict).put("reason", strictReason);
        node.putObject("compat").put("success", compat);
        node.put("seconds", seconds);
        node.put("steps", steps);
        node.putObject("tokens").put("input", inputTokens).put("output", outputTokens);
        return node;
    }

    /** As one line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s  %s  %6.1f s  %2d %-5s  %7d + %5d tokens  %s%s",
                incident,
                outcome(),
                seconds,
                steps,
                steps == 1 ? "turn" : "turns",
                inputTokens,
                outputTokens,
                problem,
                strict ? "" : ": " + strictReason);
    }

    /** The verdict in columns. */
    private String outcome() {
        return judged
                ? String.format(
                        Locale.ROOT,
                        "%-7s strict  %-7s compat",
                        strict ? "success" : "failure",
                        compat ? "success" : "failure")
                : String.format(Locale.ROOT, "%-31s", "no verdict");
    }

    private static String ending(IncidentClosed closed) {
        return Wording.words(closed.getReason())
                + (closed.getDetail().isBlank() ? "" : ", " + Wording.clip(closed.getDetail()));
    }
}
