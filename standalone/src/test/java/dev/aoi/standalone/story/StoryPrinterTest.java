package dev.aoi.standalone.story;

import static dev.aoi.standalone.Records.NOON;
import static dev.aoi.standalone.Records.at;
import static dev.aoi.standalone.Records.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.standalone.output.Screen;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

class StoryPrinterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    @Test
    void aLineForPeople() {
        printer(false, false, false).print(at("aoi.probe.observations", 0, observation()));
        assertThat(printed())
                .isEqualTo("    1.5s  probe      looks        exit 0  kubectl get x  | a b\n");
    }

    @Test
    void theWholeStory() {
        printer(false, false, true).print(at("aoi.probe.observations", 0, observation()));
        assertThat(printed())
                .isEqualTo(
                        "    1.5s  probe      looks        exit 0  kubectl get x  | a b\n"
                                + "                                  a b\n");
    }

    @Test
    void routineOnlyWhereAsked() {
        var command = at("aoi.observer.probe-commands", 0, command());
        printer(false, false, false).print(command);
        assertThat(printed()).isEmpty();
        printer(false, true, false).print(command);
        assertThat(printed())
                .isEqualTo("    0.0s  observer   commands     turn 1, probe: look around\n");
    }

    @Test
    void anObjectForPrograms() {
        printer(true, false, false)
                .print(
                        at(
                                "aoi.env.incidents",
                                4,
                                IncidentClosed.newBuilder().setHeader(header("e1")).build()));
        assertThat(printed())
                .startsWith(
                        "{\"type\":\"incident-closed\",\"time\":\"2026-11-23T12:00:00Z\",\"incident\":"
                            + "\"inc-20261123-abc234\",\"topic\":\"aoi.env.incidents\",\"partition\":0,"
                            + "\"offset\":4,\"actor\":\"env\",\"verb\":\"closed\",\"text\":\"unspecified\","
                            + "\"record\":{\"header\":{\"eventId\":\"e1\",")
                .endsWith("}\n");
    }

    @Test
    void margins() {
        var fact = at("aoi.probe.observations", 0, observation());
        assertThat(Margins.clock(ZoneOffset.UTC).apply(fact)).isEqualTo("12:00:01.500");
        assertThat(Margins.withIncident(Margins.since(NOON)).apply(fact))
                .isEqualTo("    1.5s  inc-20261123-abc234");
    }

    private StoryPrinter printer(boolean json, boolean routine, boolean deep) {
        return new StoryPrinter(
                new Screen(stream, stream, json, false), Margins.since(NOON), routine, deep);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Observation observation() {
        return Observation.newBuilder()
                .setHeader(header("o1", "", 1500))
                .setRole("probe")
                .setVerdict(CommandVerdict.ALLOWED)
                .setCommand("kubectl get x")
                .setOutput("a b\n")
                .build();
    }

    private static ProbeCommand command() {
        return ProbeCommand.newBuilder()
                .setHeader(header("c1"))
                .setTurn(1)
                .setInstruction("look around")
                .build();
    }
}
