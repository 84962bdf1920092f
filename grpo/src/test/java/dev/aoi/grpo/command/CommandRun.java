package dev.aoi.grpo.command;

import picocli.CommandLine;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What {@code aoi model} answers to arguments, in this process.
 *
 * @param code the exit status
 */
record CommandRun(int code, String out, String err) {

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = ModelCommand.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** Its lines, each a JSON value. */
    List<JsonNode> lines() {
        return out.lines().map(JsonLines.JSON::readTree).toList();
    }
}
