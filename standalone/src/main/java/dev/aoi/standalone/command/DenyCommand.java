package dev.aoi.standalone.command;

import dev.aoi.standalone.Session;

import picocli.CommandLine.Command;

/** {@code aoi deny}. */
@Command(
        name = "deny",
        description = {
            "Deny a write that waits (run mode review); it is not made.",
            "Needs a stack that is up."
        })
final class DenyCommand extends WaitingWrite {
    DenyCommand(Session session) {
        super(session, false);
    }
}
