package dev.aoi.standalone.story;

import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.deadletter.DeadLetterResolved;
import dev.aoi.standalone.output.Tone;

/** What could not be processed. */
final class DeadLetterLines {
    private DeadLetterLines() {}

    static StoryLine of(DeadLetter event) {
        String place = event.getTopic() + "-" + event.getPartition() + "@" + event.getOffset();
        if (!event.getBehind().isEmpty()) {
            return StoryLine.of(
                            event.getRole(),
                            "parks",
                            place + " behind dead letter " + Wording.shortId(event.getBehind()))
                    .in(Tone.WARN);
        }
        return StoryLine.of(
                        event.getRole(),
                        "gives up on",
                        place
                                + " after "
                                + Wording.count(event.getAttempts(), "attempt")
                                + ": "
                                + Wording.clip(event.getCause()))
                .in(Tone.BAD);
    }

    static StoryLine of(DeadLetterResolved event) {
        return StoryLine.of(
                event.getRole(),
                event.getOutcome(),
                "dead letter " + Wording.shortId(event.getDeadLetterId()));
    }
}
