package dev.aoi.standalone.story;

import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.operator.CancelIncident;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.operator.RetryDeadLetter;
import dev.aoi.schemas.operator.Undo;
import dev.aoi.standalone.output.Tone;

import java.util.ArrayList;
import java.util.List;

/** What people ask for. */
final class OperatorLines {
    private static final String ACTOR = "operator";

    private OperatorLines() {}

    static StoryLine of(OpenIncident event) {
        List<String> parts = new ArrayList<>();
        parts.add(
                event.getProblemId().isEmpty()
                        ? "work on \"" + Wording.clip(event.getDescription()) + "\""
                        : "open " + event.getProblemId());
        if (!event.getTarget().isEmpty()) {
            parts.add("target " + event.getTarget());
        }
        parts.add("seed " + event.getSeed());
        if (event.getRenameSeed() != 0) {
            parts.add("rename seed " + event.getRenameSeed());
        }
        parts.add(Wording.words(event.getRunMode()));
        return StoryLine.of(ACTOR, "asks", String.join(", ", parts));
    }

    static StoryLine of(CancelIncident event) {
        return StoryLine.of(ACTOR, "asks", "cancel: " + Wording.clip(event.getReason()))
                .in(Tone.WARN);
    }

    static StoryLine of(RetryDeadLetter event) {
        return StoryLine.of(
                ACTOR,
                "asks",
                "retry dead letter "
                        + Wording.shortId(event.getDeadLetterId())
                        + " of "
                        + event.getRole());
    }

    static StoryLine of(Undo event) {
        return StoryLine.of(
                ACTOR,
                "asks",
                event.getWriteId().isEmpty()
                        ? "undo every write, newest first"
                        : "undo write " + Wording.shortId(event.getWriteId()));
    }

    static StoryLine of(Approval event) {
        return StoryLine.of(
                        ACTOR,
                        event.getGranted() ? "approves" : "denies",
                        "request "
                                + Wording.shortId(event.getRequestId())
                                + " by "
                                + event.getPrincipal()
                                + (event.getReason().isEmpty()
                                        ? ""
                                        : ": " + Wording.clip(event.getReason())))
                .in(event.getGranted() ? Tone.GOOD : Tone.WARN);
    }
}
