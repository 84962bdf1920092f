package dev.aoi.standalone.story;

import dev.aoi.agent.log.Fact;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.Tone;

import java.util.List;
import java.util.function.Function;

/**
 * Prints facts as lines, or as JSON where a program reads.
 *
 * <p>A line is: what the margin says of the fact (a time, an incident), who, what, the text.
 */
public final class StoryPrinter {
    private final Screen screen;
    private final Function<Fact, String> margin;
    private final boolean routine;
    private final boolean deep;

    /**
     * @param margin what stands before each line, e.g. a time; same width each time
     * @param routine whether facts that others already told are shown to people, too
     * @param deep whether the whole story is told, e.g. each command's output
     */
    public StoryPrinter(
            Screen screen, Function<Fact, String> margin, boolean routine, boolean deep) {
        this.screen = screen;
        this.margin = margin;
        this.routine = routine;
        this.deep = deep;
    }

    /** Prints one fact. */
    public void print(Fact fact) {
        if (screen.json()) {
            screen.emit(FactJson.of(fact));
            return;
        }
        StoryLine line = StoryLines.of(fact.event());
        if (line.routine() && !routine) {
            return;
        }
        String before = margin.apply(fact);
        screen.say(render(before, line));
        String indent = " ".repeat(before.length() + 26);
        List<String> below = deep ? line.depth() : List.of();
        line.details().forEach(d -> screen.say(indent + tone(d)));
        below.forEach(d -> screen.say(Tone.DIM, indent + d));
    }

    private String render(String before, StoryLine line) {
        String rest = String.format("%-12s %s", line.verb(), line.text());
        return screen.paint(Tone.DIM, before)
                + "  "
                + screen.paint(Tone.ACTOR, String.format("%-10s", line.actor()))
                + " "
                + screen.paint(line.tone(), rest);
    }

    private String tone(String detail) {
        if (detail.startsWith("FAIL")) {
            return screen.paint(Tone.BAD, detail);
        }
        return detail.startsWith("ok") ? screen.paint(Tone.GOOD, detail) : detail;
    }
}
