package dev.aoi.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class CommandLineTest {
    private static final Image IMAGE =
            new Image(
                    "docker.io/library/x:1",
                    1,
                    true,
                    List.of("/bin/run"),
                    List.of("--default"),
                    Map.of("run", Idle::new, "other", Idle::new));

    private static List<String> argv(List<String> command, List<String> args) {
        return switch (CommandLine.resolve(IMAGE, command, args)) {
            case Resolved.Executable executable -> executable.argv();
            case Resolved.NotFound missing -> List.of("not found", missing.name());
        };
    }

    @Test
    void commandAndArgsReplaceWhatTheImageHas() {
        assertThat(argv(List.of(), List.of())).containsExactly("/bin/run", "--default");
        assertThat(argv(List.of(), List.of("-x"))).containsExactly("/bin/run", "-x");
        assertThat(argv(List.of("other"), List.of())).containsExactly("other");
        assertThat(argv(List.of("other"), List.of("-x"))).containsExactly("other", "-x");
    }

    @Test
    void whatTheImageDoesNotHaveIsNotFound() {
        assertThat(argv(List.of("nosuch"), List.of())).containsExactly("not found", "nosuch");
    }
}
