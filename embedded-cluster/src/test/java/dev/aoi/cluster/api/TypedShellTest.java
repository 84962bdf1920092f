package dev.aoi.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.stream.CommandStreams;
import dev.aoi.cluster.world.ExecResult;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class TypedShellTest {
    private final StringBuilder shown = new StringBuilder();
    private final List<String> scripts = new ArrayList<>();

    @Test
    void endsWithTheCodeThatIsTyped() throws IOException {
        assertThat(type("exit 4\n")).isEqualTo(4);
        assertThat(shown).hasToString("/ # exit 4\r\n");
    }

    @Test
    void endsWithTheCodeOfTheLastCommand() throws IOException {
        assertThat(type("false\rexit\r")).isEqualTo(1);
        assertThat(type("false\r\4")).isEqualTo(1);
    }

    @Test
    void interruptsTheLineThatIsTyped() throws IOException {
        assertThat(type("rm -r\3\4")).isEqualTo(130);
        assertThat(shown).hasToString("/ # rm -r^C\r\n/ # \r\n");
        assertThat(scripts).isEmpty();
    }

    @Test
    void takesBackCharacters() throws IOException {
        type("lx\177s\r");
        assertThat(scripts).containsExactly("(exit 0)\nls");
    }

    @Test
    void keepsItsDirectoryAndVariables() throws IOException {
        type("cd /tmp\rX=1\recho $X\r");
        assertThat(scripts)
                .containsExactly(
                        "(exit 0)\ncd /tmp",
                        "cd /tmp\npwd",
                        "cd /tmp\n(exit 0)\nX=1",
                        "cd /tmp\nX=1\npwd",
                        "cd /tmp\nX=1\n(exit 0)\necho $X");
        assertThat(shown.toString()).endsWith("/tmp # echo $X\r\n/tmp # ");
    }

    private int type(String keys) throws IOException {
        return new TypedShell(new Terminal(keys), "sh", new Fixed()).run();
    }

    /** Commands that succeed, all but {@code false}. */
    private final class Fixed implements ContainerCommands {
        @Override
        public ExecResult run(List<String> command, String input) {
            String script = command.getLast();
            scripts.add(script);
            return new ExecResult(
                    script.endsWith("pwd") ? "/tmp\n" : "", "", script.endsWith("false") ? 1 : 0);
        }

        @Override
        public void exit(int code) {
            throw new AssertionError("Its caller's own");
        }

        @Override
        public boolean pass(Duration took) {
            return true;
        }
    }

    private final class Terminal implements CommandStreams {
        private final InputStream keys;

        private Terminal(String keys) {
            this.keys = new ByteArrayInputStream(keys.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public InputStream input() {
            return keys;
        }

        @Override
        public void output(byte[] bytes) {
            shown.append(new String(bytes, StandardCharsets.US_ASCII));
        }

        @Override
        public void error(byte[] bytes) {
            throw new AssertionError("A terminal has one stream");
        }

        @Override
        public void outcome(byte[] status) {
            throw new AssertionError("The command's own");
        }
    }
}
