package dev.aoi.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.standalone.Records;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.output.Hints;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.standalone.story.Margins;
import dev.aoi.standalone.story.StoryPrinter;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class RunSummaryTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final Screen screen = new Screen(stream, stream, false, false);
    private final RunView view =
            new RunView(
                    screen,
                    new StoryPrinter(screen, Margins.since(Instant.EPOCH), false, false),
                    new AoiFolder(Path.of("unused")),
                    false,
                    Optional.empty(),
                    new Hints("aoi", List.of()));

    /** Of six: one judged, one cancelled, one given up before its end, one never heard of again. */
    @Test
    void everyIncidentIsCountedWhereItBelongs() {
        for (String id : List.of("a", "b", "c", "d")) {
            view.fact(fact(OpenIncident.newBuilder().setHeader(header(id)).build()));
        }
        IncidentStory judged =
                story(
                        "a",
                        Evaluation.newBuilder()
                                .setHeader(header("a"))
                                .setStrictSuccess(true)
                                .setCompatSuccess(true)
                                .build(),
                        closed("a", CloseReason.SUBMITTED));
        IncidentStory cancelled = story("b", closed("b", CloseReason.CANCELLED));
        IncidentStory givenUp = story("c");

        new RunSummary(6, List.of(judged, cancelled, givenUp), 2.5, 9).tell(screen, view);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "\n6 incidents: 1 strict success, 1 compat success, 1 without verdict,"
                                + " 2 not ended, 2 not begun; 2.5 s\n");
    }

    private static IncidentStory story(String id, SpecificRecord... events) {
        IncidentStory story = new IncidentStory(id);
        for (SpecificRecord event : events) {
            story.add(fact(event));
        }
        return story;
    }

    private static IncidentClosed closed(String id, CloseReason reason) {
        return IncidentClosed.newBuilder().setHeader(header(id)).setReason(reason).build();
    }

    private static Fact fact(SpecificRecord event) {
        return Records.at("t", 0, event);
    }

    private static EventHeader header(String incident) {
        return EventHeader.newBuilder(Records.header("e-" + incident))
                .setIncidentId(incident)
                .build();
    }
}
