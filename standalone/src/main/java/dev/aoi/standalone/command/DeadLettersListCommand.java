package dev.aoi.standalone.command;

import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.DeadLetterLog;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.TextTable;
import dev.aoi.standalone.stack.LogAccess;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code aoi dead-letters list}. */
@Command(
        name = "list",
        description = {
            "List dead letters that wait for a person, oldest first.",
            "With no stack up, broker and registry are started for the time of reading."
        })
final class DeadLettersListCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Option(names = "--all", description = "Also those that are settled.")
    private boolean all;

    DeadLettersListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.read(session);
        Optional<Connection> there = remote.connect(session);
        if (there.isEmpty() && !folder.hasLog()) {
            screen.note("No dead letters: nothing was recorded in " + folder.root() + " yet.");
            return ExitCode.OK;
        }
        try (LogAccess access = LogAccess.open(there, folder, session)) {
            List<DeadLetterLog.Entry> entries =
                    DeadLetterLog.read(access.connection()).stream()
                            .filter(e -> all || e.waits())
                            .toList();
            TextTable table = new TextTable("ID", "ROLE", "INCIDENT", "STATE", "FROM", "CAUSE");
            for (DeadLetterLog.Entry entry : entries) {
                table.row(
                        entry.id(),
                        entry.letter().getRole(),
                        entry.letter().getHeader().getIncidentId(),
                        DeadLetterView.state(entry),
                        DeadLetterView.place(entry),
                        DeadLetterView.cause(entry));
                screen.emit(DeadLetterView.json(entry));
            }
            if (entries.isEmpty()) {
                screen.note(all ? "No dead letters." : "No dead letters wait.");
            } else {
                table.lines().forEach(screen::say);
            }
        }
        return ExitCode.OK;
    }
}
