package dev.aoi.standalone.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

class ScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void peopleGetTextOnly() {
        Screen screen = screen(false, false);
        screen.say("a");
        screen.note("b");
        screen.emit(Screen.object("c"));
        assertThat(text(out)).isEqualTo("a\nb\n");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void programsGetObjectsOnly() {
        Screen screen = screen(true, true);
        screen.say("a");
        screen.note("b");
        screen.emit(Screen.object("c").put("d", 1));
        assertThat(text(out)).isEqualTo("{\"type\":\"c\",\"d\":1}\n");
        assertThat(text(err)).isEqualTo("b\n");
    }

    @Test
    void coloursOnlyWhereWanted() {
        screen(false, true).say(Tone.GOOD, "x");
        screen(false, false).say(Tone.GOOD, "x");
        assertThat(text(out)).isEqualTo("\u001b[32mx\u001b[0m\nx\n");
    }

    @Test
    void tablesAreAligned() {
        TextTable table = new TextTable("A", "LONGER", "C");
        table.row("wide cell", "x", "");
        assertThat(table.lines()).containsExactly("A           LONGER   C", "wide cell   x");
    }

    private Screen screen(boolean json, boolean colour) {
        return new Screen(stream(out), stream(err), json, colour);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
