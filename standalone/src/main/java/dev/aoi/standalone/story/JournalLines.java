package dev.aoi.standalone.story;

import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.executor.WriteUnknown;
import dev.aoi.standalone.output.Tone;

import java.util.List;

/** What was written to the cluster, and what became of it. */
final class JournalLines {
    private static final String ACTOR = "executor";

    private JournalLines() {}

    static StoryLine of(WriteIntended event) {
        return StoryLine.of(
                        ACTOR,
                        "intends",
                        Wording.clip(event.getCommand())
                                + "  ["
                                + event.getKind()
                                + " "
                                + event.getNamespace()
                                + "/"
                                + event.getName()
                                + " at version "
                                + event.getResourceVersion()
                                + "]")
                .deeper(
                        List.of(
                                "write " + event.getWriteId(),
                                event.getPatchType() + " patch " + event.getPatch(),
                                "undo by "
                                        + event.getUndoPatchType()
                                        + " patch "
                                        + event.getUndoPatch(),
                                "expectation " + event.getExpectation()))
                .in(Tone.STRONG);
    }

    static StoryLine of(WriteApplied event) {
        return StoryLine.of(
                        ACTOR,
                        "applied",
                        "now at version "
                                + event.getResourceVersion()
                                + (event.getReconciled() ? ", as seen by looking" : ""))
                .in(Tone.GOOD);
    }

    static StoryLine of(WriteFailed event) {
        return StoryLine.of(ACTOR, "failed", Wording.clip(event.getReason())).in(Tone.BAD);
    }

    static StoryLine of(WriteUnknown event) {
        return StoryLine.of(
                        ACTOR,
                        "lost sight",
                        "outcome unknown, not repeated: " + Wording.clip(event.getReason()))
                .in(Tone.BAD);
    }

    static StoryLine of(WriteUndone event) {
        return StoryLine.of(
                        ACTOR,
                        "undid",
                        "back, now at version "
                                + event.getResourceVersion()
                                + ": "
                                + Wording.clip(event.getReason()))
                .in(Tone.WARN);
    }

    static StoryLine of(ApprovalRequest event) {
        if (event.getHash().isEmpty()) {
            return StoryLine.of(
                            ACTOR, "lapsed", "nobody approved " + Wording.clip(event.getCommand()))
                    .in(Tone.WARN);
        }
        return StoryLine.of(
                        ACTOR,
                        "awaits",
                        "approval of "
                                + Wording.clip(event.getCommand())
                                + " on "
                                + event.getTarget()
                                + " until "
                                + event.getExpiresAt())
                .deeper(List.of("hash " + event.getHash(), "undo by " + event.getUndoPatch()))
                .in(Tone.WARN);
    }
}
