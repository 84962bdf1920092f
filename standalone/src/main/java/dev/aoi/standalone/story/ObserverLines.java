package dev.aoi.standalone.story;

import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.Answer;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.NextStep;
import dev.aoi.schemas.observer.ObserverState;
import dev.aoi.schemas.observer.PlanTask;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.TimerFired;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.standalone.output.Tone;

import java.util.ArrayList;
import java.util.List;

/** What the observer believes, decides and answers. */
final class ObserverLines {
    private static final String ACTOR = "observer";

    private ObserverLines() {}

    static StoryLine of(Decision event) {
        String suspected = Wording.clip(event.getRootCause().getSuspected());
        String text =
                "turn "
                        + event.getTurn()
                        + ", "
                        + Wording.words(event.getPhase())
                        + ", confidence "
                        + event.getConfidence()
                        + (suspected.isEmpty() ? "" : ": " + suspected)
                        + " -> "
                        + Wording.words(event.getNextStep())
                        + (event.getInstruction().isBlank()
                                ? ""
                                : ": " + Wording.clip(event.getInstruction()));
        boolean forced = !event.getForced().isEmpty();
        return StoryLine.of(ACTOR, "decides", text)
                .with(forced ? List.of("forced: " + Wording.clip(event.getForced())) : List.of())
                .deeper(reasons(event))
                .in(tone(event, forced));
    }

    static StoryLine of(TimerFired event) {
        return StoryLine.of(ACTOR, "times out", event.getTimer()).in(Tone.WARN);
    }

    static StoryLine of(ProbeCommand event) {
        return commands(event.getTurn(), "probe", event.getInstruction())
                .deeper(event.getContext().getChecks().stream().map(c -> "check " + c).toList());
    }

    static StoryLine of(ExecutorCommand event) {
        return commands(event.getTurn(), "executor", event.getInstruction())
                .deeper(
                        List.of(
                                "issue " + event.getRepair().getIssue(),
                                "suggested " + event.getRepair().getCommand(),
                                "expectation " + event.getRepair().getExpectation()));
    }

    static StoryLine of(CompressorCommand event) {
        return commands(
                event.getTurn(),
                "compressor",
                Wording.count(event.getObservations().size(), "observation")
                        + " into "
                        + event.getBudgetTokens()
                        + " tokens");
    }

    static StoryLine of(Submission event) {
        return StoryLine.of(
                        ACTOR,
                        "submits",
                        answer(event.getTaskType(), event.getAnswer())
                                + " after "
                                + Wording.count(event.getSteps(), "turn")
                                + ", "
                                + Wording.tokens(event.getTokens())
                                + (event.getBestSoFar() ? ", best so far" : "")
                                + (event.getReason().isEmpty()
                                        ? ""
                                        : ": " + Wording.clip(event.getReason())))
                .deeper(List.of("evidence " + String.join(", ", event.getEvidence())))
                .in(event.getBestSoFar() ? Tone.WARN : Tone.STRONG);
    }

    static StoryLine of(ObserverState event) {
        return StoryLine.of(
                        ACTOR, "snapshots", Wording.bytes(event.getState().length()) + " of state")
                .asRoutine();
    }

    static StoryLine of(Trajectory event) {
        return StoryLine.of(
                        ACTOR,
                        "records",
                        "trajectory: "
                                + Wording.count(event.getDecisions().size(), "decision")
                                + ", "
                                + Wording.count(event.getObservations().size(), "observation")
                                + ", "
                                + Wording.count(event.getCompletions().size(), "completion")
                                + (event.getMissing().isEmpty()
                                        ? ""
                                        : ", incomplete: " + event.getMissing()))
                .asRoutine();
    }

    /** The answer in words. */
    static String answer(TaskType task, Answer answer) {
        return switch (task) {
            case DETECTION -> answer.getVerdict();
            case LOCALIZATION -> answer.getComponents().toString();
            case ANALYSIS -> answer.getSystemLevel() + " / " + answer.getFaultType();
            case MITIGATION -> answer.getMitigated() ? "mitigated" : "not mitigated";
            case UNSPECIFIED -> "an answer to an unknown task";
        };
    }

    private static StoryLine commands(int turn, String whom, String what) {
        return StoryLine.of(
                        ACTOR, "commands", "turn " + turn + ", " + whom + ": " + Wording.clip(what))
                .asRoutine();
    }

    private static Tone tone(Decision event, boolean forced) {
        if (forced || event.getNextStep() == NextStep.GIVE_UP) {
            return Tone.WARN;
        }
        return Tone.PLAIN;
    }

    private static List<String> reasons(Decision event) {
        List<String> lines = new ArrayList<>();
        if (!event.getPhaseReason().isBlank()) {
            lines.add("because " + event.getPhaseReason());
        }
        if (!event.getRootCause().getCausalityChain().isBlank()) {
            lines.add("chain " + event.getRootCause().getCausalityChain());
        }
        event.getRootCause().getSymptoms().forEach(s -> lines.add("symptom " + s));
        if (!event.getEvidence().isEmpty()) {
            lines.add("evidence " + String.join(", ", event.getEvidence()));
        }
        for (PlanTask task : event.getPlan()) {
            lines.add(
                    "plan ["
                            + task.getStatus()
                            + "] "
                            + task.getName()
                            + " ("
                            + task.getAgent()
                            + "): "
                            + task.getObjective());
        }
        return lines;
    }
}
