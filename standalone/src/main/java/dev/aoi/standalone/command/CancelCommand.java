package dev.aoi.standalone.command;

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
import java.util.concurrent.Callable;

/** {@code aoi cancel}. */
@Command(
        name = "cancel",
        description = {
            "Cancel an open incident: its world is undone and it is closed without a verdict.",
            "Needs a stack that is up."
        })
final class CancelCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The incident ('aoi incidents --open').")
    private String incident = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "cancelled by the operator",
            description = "Why, for the log.")
    private String reason = "";

    CancelCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.open(session);
        try (LogAccess access = LogAccess.toRunningStack(remote.connect(session), folder)) {
            Incidents.checkOpen(
                    incident, new IncidentLog(access.connection()).overview(), "is closed already");
            try (OperatorPen pen = new OperatorPen(access.connection(), Clock.systemUTC())) {
                pen.cancel(incident, reason);
            }
        }
        screen.emit(Screen.object("cancel-asked").put("incident", incident));
        screen.say("Asked to cancel " + incident + ".");
        screen.note(
                "follow    "
                        + remote.hints(session, folderOption)
                                .type("tap --incident " + incident + " --follow"));
        return ExitCode.OK;
    }
}
