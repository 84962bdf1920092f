package dev.aoi.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.avro.StubRegistry;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that cannot start says why in one sentence, without a stack trace, and exits with 1.
 */
class StartFailureTest {

    @Test
    void nobodyAtTheBrokersAddress() throws Exception {
        try (StubRegistry registry = new StubRegistry()) {
            // A port that only the system may open, for a service that nobody runs any more.
            String nobody = "127.0.0.1:1";
            Ended ended =
                    run(
                            "--KAFKA_BOOTSTRAP_SERVERS=" + nobody,
                            "--SCHEMA_REGISTRY_URL=" + registry.url());

            ended.says(
                    "No Kafka broker answers at "
                            + nobody
                            + " (no answer within 5 s); start it or correct"
                            + " KAFKA_BOOTSTRAP_SERVERS");
        }
    }

    @Test
    void aBrokersAddressThatIsNone() throws Exception {
        run("--KAFKA_BOOTSTRAP_SERVERS=kafka").says("No Kafka broker answers at kafka (");
    }

    @Test
    void aSettingThatCannotBeUsed() throws Exception {
        run("--AOI_POLICY=chatty").says("AOI_POLICY is 'chatty' but must be auto, runbook or llm");
        run("--AOI_POLICY=llm").says("AOI_POLICY is llm but no language model is configured;");
        run("--API_KEY=sk-secret", "--TEMPERATURE=hot")
                .says("TEMPERATURE is 'hot' but must be a number from 0 to 2");
    }

    private static Ended run(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TinyService.class.getName(),
                                "--spring.main.web-application-type=none",
                                // As in production; the tests' own would be found first.
                                "--logging.config=classpath:boot-logback.xml"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private record Ended(int exit, String output) {
        void says(String sentence) {
            assertThat(output)
                    .contains(sentence)
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception encountered")
                    .doesNotContain("sk-secret");
            assertThat(exit).isEqualTo(1);
        }
    }
}
