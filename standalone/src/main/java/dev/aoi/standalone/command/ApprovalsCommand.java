package dev.aoi.standalone.command;

import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.ApprovalLog;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.TextTable;
import dev.aoi.standalone.stack.LogAccess;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code aoi approvals}. */
@Command(
        name = "approvals",
        description = {
            "List writes that wait for a person (run mode review), oldest first.",
            "Answer with 'aoi approve' or 'aoi deny'."
        })
final class ApprovalsCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Option(names = "--all", description = "Also those that were answered or lapsed.")
    private boolean all;

    ApprovalsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.read(session);
        Optional<Connection> there = remote.connect(session);
        if (there.isEmpty() && !folder.hasLog()) {
            screen.note("No approvals: nothing was recorded in " + folder.root() + " yet.");
            return ExitCode.OK;
        }
        try (LogAccess access = LogAccess.open(there, folder, session)) {
            List<ApprovalLog.Entry> entries =
                    ApprovalLog.read(access.connection(), Clock.systemUTC().instant()).stream()
                            .filter(entry -> all || entry.waits())
                            .toList();
            tell(screen, entries);
        }
        return ExitCode.OK;
    }

    private void tell(Screen screen, List<ApprovalLog.Entry> entries) {
        TextTable table =
                new TextTable("INCIDENT", "REQUEST", "STATE", "UNTIL", "TARGET", "COMMAND");
        for (ApprovalLog.Entry entry : entries) {
            ApprovalRequest request = entry.request();
            screen.emit(object(entry));
            table.row(
                    entry.incident(),
                    WaitingWrite.shortId(request),
                    entry.state().word(),
                    request.getExpiresAt().toString(),
                    request.getTarget(),
                    request.getCommand());
        }
        if (entries.isEmpty()) {
            screen.note(all ? "No approvals were asked for." : "Nothing waits for approval.");
        } else {
            table.lines().forEach(screen::say);
        }
    }

    private static ObjectNode object(ApprovalLog.Entry entry) {
        ApprovalRequest request = entry.request();
        return Screen.object("approval")
                .put("incident", entry.incident())
                .put("request", request.getRequestId())
                .put("state", entry.state().word())
                .put("expiresAt", request.getExpiresAt().toString())
                .put("target", request.getTarget())
                .put("command", request.getCommand())
                .put("undoPatch", request.getUndoPatch())
                .put("hash", request.getHash());
    }
}
