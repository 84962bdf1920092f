package dev.aoi.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

class CommandLineTest {
    @TempDir Path temp;

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        Terminal terminal = new Terminal(temp);
        String[] words = (command + " --help").strip().split(" ");
        assertThat(terminal.run(words)).isZero();
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out())
                .startsWith("Usage: aoi" + (command.isEmpty() ? "" : " " + command))
                .contains("-h, --help")
                .contains("Exit status:")
                .contains("  0     ok")
                .contains("  130   ended by Ctrl-C", "  143   ended by SIGTERM");
    }

    static Stream<String> commands() {
        CommandLine root = new Terminal(Path.of("")).line();
        return Stream.concat(Stream.of(""), below(root, ""));
    }

    private static Stream<String> below(CommandLine line, String path) {
        return line.getSubcommands().entrySet().stream()
                .flatMap(
                        e -> {
                            String name = (path + " " + e.getKey()).strip();
                            return Stream.concat(Stream.of(name), below(e.getValue(), name));
                        });
    }

    @Test
    void everyOptionAndParameterIsDescribed() {
        assertThat(all(new Terminal(temp).line()))
                .allSatisfy(
                        line ->
                                assertThat(line.getCommandSpec().args())
                                        .allSatisfy(
                                                arg ->
                                                        assertThat(arg.description())
                                                                .as(
                                                                        line.getCommandName()
                                                                                + " "
                                                                                + arg.paramLabel())
                                                                .isNotEmpty()));
    }

    private static Stream<CommandLine> all(CommandLine line) {
        return Stream.concat(
                Stream.of(line),
                line.getSubcommands().values().stream().flatMap(CommandLineTest::all));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|aoi: Which command?",
                "topics|aoi: Say list or create.",
                "dead-letters|aoi: Say list, show or retry.",
                "cluster|aoi: Say up, down, list, advance, serve, conformance or bench.",
                "incidents --no-such|aoi: Unknown option: '--no-such'",
                "show|aoi: Missing required parameter: 'ID'",
                "up --port x|aoi: Invalid value for option '--port': 'x' is not an int",
                "up --only brokr|aoi: There is no component brokr; did you mean broker?",
                "up --only probe|aoi: --only needs broker and registry; a service on its own is"
                        + " started with 'aoi service NAME', a world host with 'aoi cluster"
                        + " serve'.",
                "tap|aoi: Name a topic, or an incident with --incident.",
                "tap aoi.env.incidents --last -1|aoi: --last must be at least 0 but is -1.",
                "tap aoi.observer.decision|aoi: There is no topic aoi.observer.decision; did you"
                        + " mean aoi.observer.decisions or aoi.observer.submissions?",
                "run --repeat 0|aoi: --repeat must be at least 1 but is 0.",
                "run --parallel -1|aoi: --parallel must be at least 1 but is -1.",
                "run --deadline 0|aoi: --deadline must be at least 1 but is 0.",
                "run --problem ,|aoi: --problem names no problem; 'aoi problems' lists them.",
                "up --port 99999|aoi: --port must be between 0 and 65535 but is 99999.",
                "cluster serve --port -1|aoi: --port must be between 0 and 65535 but is -1.",
                "incidents --data /no/such/folder|aoi: There is no data folder /no/such/folder.",
                "run --bootstrap x:1 --registry y:2|aoi: The registry's address must begin with"
                        + " http:// or https:// but is y:2.",
                "run --mode bold|aoi: --mode must be read-only, review or autonomous but is bold.",
                "run --registry http://x|aoi: --registry goes together with --bootstrap.",
                "run --bootstrap x:1|aoi: --bootstrap needs --registry, or SCHEMA_REGISTRY_URL in"
                        + " the environment.",
                "topics create|aoi: Name the broker with --bootstrap or KAFKA_BOOTSTRAP_SERVERS.",
                "service obsrver|aoi: There is no service obsrver; did you mean observer?",
                "run --problem scale_pod_zero_social_net-detecton-1|aoi: There is no problem"
                        + " scale_pod_zero_social_net-detecton-1; the closest are"
                        + " scale_pod_zero_social_net-detection-1,"
                        + " scale_pod_zero_social_net-mitigation-1,"
                        + " scale_pod_zero_social_net-analysis-1.",
                "run --problem noop_detection_social_network-1 --target user-service|aoi: Problem"
                        + " noop_detection_social_network-1 breaks nothing, so it takes no"
                        + " target.",
                "problems nope|aoi: No problem's id contains nope; the closest are"
                        + " noop_detection_social_network-1,"
                        + " scale_pod_zero_social_net-analysis-1,"
                        + " k8s_target_port-misconfig-analysis-1.",
                "show inc-x|aoi: There is no incident inc-x."
            })
    void whatCannotBeUnderstoodIsOneSentenceAndStatus2(String command, String sentence) {
        Terminal terminal = new Terminal(temp);
        int exit = terminal.run(words(command));
        assertThat(terminal.err().lines().findFirst()).contains(sentence);
        assertThat(exit).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void aMisspeltCommandGetsASuggestion() {
        Terminal terminal = new Terminal(temp);
        assertThat(terminal.run("incident")).isEqualTo(2);
        assertThat(terminal.err()).contains("Did you mean incidents or ").endsWith("--help'.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AOI_POLICY|magic|aoi: AOI_POLICY is \"magic\" but must be auto, runbook or llm.",
                "AOI_POLICY|llm|aoi: AOI_POLICY is llm but neither API_KEY nor API_BASE is set.",
                "AOI_RETENTION|lots|aoi: AOI_RETENTION is \"lots\" but must be a size such as 512MB"
                        + " or 4GB.",
                "TEMPERATURE|hot|aoi: TEMPERATURE",
                "API_BASE|ftp://x|aoi: API_BASE must be an http or https address",
                "AOI_HOME|/dev/null/x|aoi: The data folder /dev/null/x cannot be written ("
            })
    void badConfigurationIsOneSentenceAndStatus3(String name, String value, String sentence) {
        Terminal terminal = new Terminal(temp, Map.of(name, value));
        int exit =
                name.equals("AOI_HOME")
                        ? terminal.run("run")
                        : terminal.run("run", "--data", temp.toString());
        assertThat(terminal.err()).startsWith(sentence).hasLineCount(1);
        assertThat(exit).isEqualTo(3);
        assertThat(temp.resolve("stack.json")).doesNotExist();
    }

    @Test
    void aBrokerThatDoesNotAnswer() {
        Terminal terminal = new Terminal(temp);
        int exit =
                terminal.run(
                        "incidents",
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--registry",
                        "http://127.0.0.1:1");
        assertThat(terminal.err())
                .isEqualTo(
                        "aoi: No Kafka broker answers at 127.0.0.1:1 within 10 s: is it up, and is"
                                + " the address right?\n");
        assertThat(exit).isEqualTo(3);
    }

    @Test
    void aNameThatDoesNotResolve() {
        Terminal terminal = new Terminal(temp);
        int exit =
                terminal.run(
                        "incidents",
                        "--bootstrap",
                        "no-such-host.invalid:9092",
                        "--registry",
                        "http://127.0.0.1:1");
        assertThat(terminal.err())
                .startsWith("aoi: No Kafka broker answers at no-such-host.invalid");
        assertThat(exit).isEqualTo(3);
    }

    @Test
    void readingBeforeAnythingWasRecorded() {
        Terminal terminal = new Terminal(temp);
        assertThat(terminal.run("incidents")).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        "No incidents: nothing was recorded in "
                                + temp.resolve(".aoi")
                                + " yet.\n");
        assertThat(terminal.run("tap", "aoi.env.incidents", "--json")).isZero();
        assertThat(terminal.run("dead-letters", "list")).isZero();
        assertThat(temp.resolve(".aoi")).doesNotExist();
    }

    @Test
    void theCatalogueNeedsNoBroker() {
        Terminal terminal = new Terminal(temp);
        assertThat(terminal.run("topics", "list", "--json")).isZero();
        assertThat(terminal.out().lines())
                .hasSameSizeAs(dev.aoi.schemas.topic.Topics.all())
                .allMatch(line -> line.startsWith("{\"type\":\"topic\",\"name\":\"aoi."));
    }

    @Test
    void theProblemsNeedNoStack() {
        Terminal terminal = new Terminal(temp);
        assertThat(terminal.run("problems")).isZero();
        assertThat(terminal.out().lines())
                .hasSize(18)
                .element(1)
                .asString()
                .matches("k8s_target_port-misconfig-detection-1 +detection +\\S+ +user-service");
    }

    @Test
    void thereIsNothingToExportYet() {
        Terminal terminal = new Terminal(temp);
        assertThat(terminal.run("export")).isEqualTo(1);
        assertThat(terminal.err()).startsWith("aoi: There is nothing to export: ");
    }

    @Test
    void cancellingNeedsAStack() {
        Terminal terminal = new Terminal(temp);
        assertThat(terminal.run("cancel", "inc-1")).isEqualTo(3);
        assertThat(terminal.err())
                .isEqualTo(
                        "aoi: No stack is up on "
                                + temp.resolve(".aoi")
                                + "; start one with 'aoi up', or name one with --bootstrap and"
                                + " --registry.\n");
    }

    private static String[] words(String command) {
        return command.isEmpty() ? new String[0] : command.split(" ");
    }
}
