package dev.aoi.standalone.story;

import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;
import dev.aoi.standalone.output.Tone;

/** What probe, executor and compressor saw, thought and handed back. */
final class WorkerLines {
    private WorkerLines() {}

    static StoryLine of(Observation event) {
        return switch (event.getVerdict()) {
            case REJECTED -> notRun(event, "rejected");
            case REFUSED -> notRun(event, "refused");
            case ALLOWED, UNSPECIFIED -> ran(event);
        };
    }

    static StoryLine of(RoundClosed event) {
        StoryLine line =
                StoryLine.of(
                        event.getRole(),
                        "reports",
                        "turn "
                                + event.getTurn()
                                + ", "
                                + Wording.words(event.getOutcome())
                                + ", "
                                + Wording.count(event.getObservationIds().size(), "observation")
                                + (event.getDetail().isBlank()
                                        ? ""
                                        : ": " + Wording.clip(event.getDetail())));
        boolean expected =
                event.getOutcome() == RoundOutcome.DONE || event.getOutcome() == RoundOutcome.LIMIT;
        return expected ? line.asRoutine() : line.in(Tone.WARN);
    }

    static StoryLine of(Completion event) {
        String asked =
                event.getPurpose()
                        + " turn "
                        + event.getTurn()
                        + (event.getRound() == 0 ? "" : " round " + event.getRound())
                        + (event.getAttempt() == 0 ? "" : " attempt " + event.getAttempt());
        if (!event.getFailure().isEmpty()) {
            return StoryLine.of(
                            event.getRole(),
                            "cannot think",
                            asked + ": " + Wording.clip(event.getFailure()))
                    .in(Tone.WARN);
        }
        String mind =
                event.getModel().isEmpty()
                        ? event.getPolicy()
                        : event.getPolicy() + " " + event.getModel();
        StoryLine line =
                StoryLine.of(
                                event.getRole(),
                                "thinks",
                                asked
                                        + ", "
                                        + mind
                                        + ", "
                                        + Wording.tokens(event.getTokens())
                                        + ", "
                                        + event.getLatencyMillis()
                                        + " ms")
                        .deeper(event.getAnswer().lines().toList());
        return event.getAttempt() == 0 ? line.asRoutine() : line.in(Tone.WARN);
    }

    static StoryLine of(Summary event) {
        return StoryLine.of(
                        "compressor",
                        "compresses",
                        Wording.count(event.getItems().size(), "observation")
                                + ", "
                                + tokens(event)
                                + (event.getDetail().isBlank()
                                        ? ""
                                        : ": " + Wording.clip(event.getDetail())))
                .deeper(event.getText().lines().toList());
    }

    private static String tokens(Summary event) {
        return event.getMethod().equals("verbatim")
                ? event.getTokensAfter() + " tokens, nothing left out"
                : event.getTokensBefore()
                        + " -> "
                        + event.getTokensAfter()
                        + " tokens ("
                        + event.getMethod()
                        + ")";
    }

    private static StoryLine notRun(Observation event, String verb) {
        return StoryLine.of(
                        event.getRole(),
                        verb,
                        Wording.clip(event.getTyped()) + ": " + Wording.clip(event.getRefusal()))
                .in(Tone.WARN);
    }

    private static StoryLine ran(Observation event) {
        if (event.getChunk() > 0) {
            return StoryLine.of(
                            event.getRole(),
                            "goes on",
                            "part "
                                    + (event.getChunk() + 1)
                                    + " of "
                                    + event.getChunks()
                                    + " of "
                                    + Wording.clip(event.getCommand()))
                    .deeper(event.getOutput().lines().toList())
                    .asRoutine();
        }
        boolean good = event.getExitCode() == 0;
        String verb =
                switch (event.getPurpose()) {
                    case "write" -> "writes";
                    case "verify" -> "verifies";
                    default -> "looks";
                };
        return StoryLine.of(
                        event.getRole(),
                        verb,
                        "exit "
                                + event.getExitCode()
                                + "  "
                                + Wording.clip(event.getCommand())
                                + "  "
                                + Gist.of(event))
                .deeper(
                        (good
                                        ? event.getOutput()
                                        : event.getErrorOutput() + "\n" + event.getOutput())
                                .lines()
                                .toList())
                .in(good ? Tone.PLAIN : Tone.WARN);
    }
}
