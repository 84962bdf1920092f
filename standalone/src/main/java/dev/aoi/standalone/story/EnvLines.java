package dev.aoi.standalone.story;

import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.OracleVerdict;
import dev.aoi.standalone.output.Tone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How an incident begins, is judged and ends. */
final class EnvLines {
    private static final String ACTOR = "env";

    private EnvLines() {}

    static StoryLine of(Lease event) {
        return StoryLine.of(
                        ACTOR,
                        "holds",
                        "world "
                                + event.getWorld()
                                + " of cluster "
                                + event.getCluster()
                                + ", "
                                + Wording.words(event.getStage()))
                .asRoutine();
    }

    static StoryLine of(IncidentOpened event) {
        Duration left = Duration.between(event.getHeader().getTime(), event.getDeadline());
        return StoryLine.of(
                        ACTOR,
                        "opened",
                        Wording.words(event.getTaskType())
                                + " in namespace "
                                + event.getNamespace()
                                + " on "
                                + (event.getWorld().isEmpty()
                                        ? "cluster " + event.getCluster()
                                        : "world " + event.getWorld())
                                + ", "
                                + Wording.words(event.getRunMode())
                                + ", "
                                + Wording.count(event.getLimits().getTurns(), "turn")
                                + " and "
                                + Wording.duration(left)
                                + " at most")
                .deeper(event.getDescription().lines().toList());
    }

    static StoryLine of(IncidentClosed event) {
        String detail = Wording.clip(event.getDetail());
        return StoryLine.of(
                        ACTOR,
                        "closed",
                        Wording.words(event.getReason()) + (detail.isEmpty() ? "" : ": " + detail))
                .in(event.getReason() == CloseReason.SUBMITTED ? Tone.PLAIN : Tone.WARN);
    }

    static StoryLine of(Evaluation event) {
        List<String> details = new ArrayList<>();
        for (OracleVerdict oracle : event.getOracles()) {
            details.add(
                    (oracle.getPassed() ? "ok    " : "FAIL  ")
                            + oracle.getOracle()
                            + (oracle.getDetail().isEmpty()
                                    ? ""
                                    : ": " + Wording.clip(oracle.getDetail())));
        }
        return StoryLine.of(
                        ACTOR,
                        "judged",
                        "strict "
                                + outcome(event.getStrictSuccess())
                                + ", compat "
                                + outcome(event.getCompatSuccess())
                                + ": "
                                + Wording.clip(event.getStrictReason()))
                .with(details)
                .deeper(
                        List.of(
                                "expected  " + event.getExpected(),
                                "submitted " + event.getSubmitted()))
                .in(event.getStrictSuccess() ? Tone.GOOD : Tone.BAD);
    }

    private static String outcome(boolean success) {
        return success ? "success" : "failure";
    }
}
