package dev.aoi.standalone.command;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.IncidentLog;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.run.OperatorPen;
import dev.aoi.standalone.stack.LogAccess;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code aoi undo}. */
@Command(
        name = "undo",
        description = {
            "Ask the executor to take back the writes of an open incident, newest first.",
            "A write is taken back only if its object still carries it. Needs a stack that is up."
        })
final class UndoCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The incident ('aoi incidents --open').")
    private String incident = "";

    @Option(
            names = "--write",
            paramLabel = "WRITE",
            description = "Only this write, or how its id begins ('aoi show ID'). Default: all.")
    private String write = "";

    UndoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.open(session);
        try (LogAccess access = LogAccess.toRunningStack(remote.connect(session), folder)) {
            IncidentLog log = new IncidentLog(access.connection());
            Incidents.checkOpen(
                    incident, log.overview(), "is closed, so nothing of it is undone any more");
            List<WriteIntended> writes = meant(log.facts(incident));
            try (OperatorPen pen = new OperatorPen(access.connection(), Clock.systemUTC())) {
                pen.undo(incident, write.isEmpty() ? "" : writes.getFirst().getWriteId());
            }
            writes.reversed().forEach(w -> screen.say("undo      " + w.getCommand()));
        }
        screen.emit(Screen.object("undo-asked").put("incident", incident));
        screen.say("Asked the executor.");
        screen.note(
                "follow    "
                        + remote.hints(session, folderOption)
                                .type("tap --incident " + incident + " --follow"));
        return ExitCode.OK;
    }

    private List<WriteIntended> meant(List<Fact> facts) {
        List<WriteIntended> writes =
                facts.stream()
                        .map(Fact::event)
                        .filter(WriteIntended.class::isInstance)
                        .map(WriteIntended.class::cast)
                        .filter(w -> w.getWriteId().startsWith(write))
                        .toList();
        if (writes.isEmpty()) {
            throw CommandFailure.unsuccessful(
                    "Incident "
                            + incident
                            + " has written nothing"
                            + (write.isEmpty()
                                    ? "."
                                    : " under an id that begins with " + write + "."));
        }
        if (!write.isEmpty() && writes.size() > 1) {
            throw CommandFailure.usage(
                    writes.size() + " writes have an id that begins with " + write + ".");
        }
        return writes;
    }
}
