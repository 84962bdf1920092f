package dev.aoi.standalone.output;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintStream;

/**
 * Where results go. For people: text on standard output. For programs ({@code --json}): one JSON
 * object per line on standard output and nothing else there; remarks go to standard error.
 */
public final class Screen {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private final boolean colour;

    public Screen(PrintStream out, PrintStream err, boolean json, boolean colour) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.colour = colour && !json;
    }

    /** Whether a program reads. */
    public boolean json() {
        return json;
    }

    /** The text in that tone, if colours are on. */
    public String paint(Tone tone, String text) {
        return colour ? tone.paint(text) : text;
    }

    /** A line of the result, for people only. */
    public synchronized void say(String line) {
        if (!json) {
            out.println(line);
        }
    }

    /** A line of the result in a tone, for people only. */
    public void say(Tone tone, String line) {
        say(paint(tone, line));
    }

    /** A remark that is no result: dim text, or standard error when a program reads. */
    public synchronized void note(String line) {
        if (json) {
            err.println(line);
        } else {
            out.println(paint(Tone.DIM, line));
        }
    }

    /** A warning on standard error. */
    public synchronized void warn(String line) {
        err.println(line);
    }

    /** An object of the result, for programs only. */
    public synchronized void emit(ObjectNode object) {
        if (json) {
            out.println(JSON.writeValueAsString(object));
            out.flush();
        }
    }

    /** A new object of this type. */
    public static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
