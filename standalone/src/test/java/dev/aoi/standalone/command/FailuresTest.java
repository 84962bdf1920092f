package dev.aoi.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.standalone.Abandoned;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.Interruption;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.stack.Timings;

import org.junit.jupiter.api.Test;

import picocli.CommandLine.Command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/** How a command ends that does not end well: one sentence and a status, whatever was thrown. */
class FailuresTest {
    private final Interruption interruption = new Interruption();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whatWasForeseenIsItsSentence() {
        assertThat(run(CommandFailure.environment("No room."))).isEqualTo(3);
        assertThat(told()).isEqualTo("aoi: No room.\n");
    }

    @Test
    void anErrorIsASentenceToo() {
        assertThat(run(new NoClassDefFoundError("kafka/server/SharedServer"))).isEqualTo(1);
        assertThat(told())
                .isEqualTo(
                        "aoi: this should not have happened: java.lang.NoClassDefFoundError:"
                                + " kafka/server/SharedServer (more in logs/aoi.log of the data"
                                + " folder)\n");
    }

    @Test
    void whatWasGivenUpOnCtrlCIsStatus130() {
        assertThat(run(new Abandoned())).isEqualTo(130);
        assertThat(told()).isEqualTo("aoi: interrupted; what was started is stopped again.\n");
    }

    @Test
    void whatBreaksAfterCtrlCIsStatus130() {
        interruption.request();
        assertThat(run(new IllegalStateException("Shutdown in progress"))).isEqualTo(130);
        assertThat(told())
                .isEqualTo(
                        "aoi: interrupted; while stopping: java.lang.IllegalStateException:"
                                + " Shutdown in progress (more in logs/aoi.log of the data"
                                + " folder)\n");
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private int run(Throwable failure) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Session session =
                new Session(
                        stream,
                        stream,
                        Map.of(),
                        Path.of(""),
                        false,
                        interruption,
                        new Timings(System.nanoTime()));
        Failing.failure = failure;
        return CommandLines.of(Failing.class, session).execute();
    }

    /** A command that throws. */
    @Command(name = "failing")
    static final class Failing implements Callable<Integer> {
        static Throwable failure = new IllegalStateException("nothing set");

        @Override
        public Integer call() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }
}
