package dev.aoi.standalone.command;

import dev.aoi.standalone.Session;

import picocli.CommandLine.Command;

/** {@code aoi approve}. */
@Command(
        name = "approve",
        description = {
            "Approve a write that waits (run mode review), exactly as it is shown.",
            "Needs a stack that is up."
        })
final class ApproveCommand extends WaitingWrite {
    ApproveCommand(Session session) {
        super(session, true);
    }
}
