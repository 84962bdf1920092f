package dev.aoi.kube.write;

import dev.aoi.kube.execution.CommandResult;

import java.util.List;

/** A command that leads to no patch, with what kubectl prints; never leaves this package. */
final class NoPatch extends RuntimeException {

    private final CommandResult result;

    private NoPatch(CommandResult result) {
        super(result.stderr(), null, false, false);
        this.result = result;
    }

    static NoPatch error(String line) {
        return new NoPatch(CommandResult.failed(line + "\n"));
    }

    static NoPatch nothingToDo(String line) {
        return new NoPatch(new CommandResult(0, line + "\n", "", List.of()));
    }

    CommandResult result() {
        return result;
    }
}
