package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.DeadLetterLog;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.run.OperatorPen;
import dev.aoi.standalone.stack.LogAccess;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.time.Clock;
import java.util.concurrent.Callable;

/** {@code aoi dead-letters retry}. */
@Command(
        name = "retry",
        description = {
            "Ask the role that wrote a dead letter to try it again, and then what waits behind it.",
            "Needs a stack that is up."
        })
final class DeadLettersRetryCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The dead letter, or how its id begins.")
    private String id = "";

    DeadLettersRetryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.open(session);
        try (LogAccess access = LogAccess.toRunningStack(remote.connect(session), folder)) {
            DeadLetterLog.Entry entry =
                    DeadLetterView.find(DeadLetterLog.read(access.connection()), id);
            if (!entry.waits()) {
                throw CommandFailure.unsuccessful(
                        "Dead letter "
                                + entry.id()
                                + " is settled already: "
                                + entry.resolved()
                                + ".");
            }
            String first =
                    entry.letter().getBehind().isEmpty() ? entry.id() : entry.letter().getBehind();
            try (OperatorPen pen = new OperatorPen(access.connection(), Clock.systemUTC())) {
                pen.retry(
                        entry.letter().getHeader().getIncidentId(),
                        first,
                        entry.letter().getRole());
            }
            screen.emit(Screen.object("retry-asked").put("id", first));
            screen.say("Asked " + entry.letter().getRole() + " to retry " + first + ".");
        }
        return ExitCode.OK;
    }
}
