package dev.aoi.standalone.command;

import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.ApprovalLog;
import dev.aoi.standalone.log.IncidentLog;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.run.OperatorPen;
import dev.aoi.standalone.stack.LogAccess;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Answers a write that waits: shows it as it would be made, then grants or denies exactly that. The
 * answer carries the request's hash, so it is void for anything that has changed since.
 */
abstract class WaitingWrite implements Callable<Integer> {
    private static final int SHORT = 8;

    private final Session session;
    private final boolean grants;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The incident ('aoi approvals').")
    private String incident = "";

    @Option(
            names = "--request",
            paramLabel = "REQUEST",
            description =
                    "The request, or how its id begins; needed only if the incident has several.")
    private String request = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the log.")
    private String reason = "";

    WaitingWrite(Session session, boolean grants) {
        this.session = session;
        this.grants = grants;
    }

    /** As people see and type it. */
    static String shortId(ApprovalRequest request) {
        String id = request.getRequestId();
        return id.substring(0, Math.min(SHORT, id.length()));
    }

    @Override
    public final Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.open(session);
        try (LogAccess access = LogAccess.toRunningStack(remote.connect(session), folder)) {
            Clock clock = Clock.systemUTC();
            List<ApprovalLog.Entry> all = ApprovalLog.read(access.connection(), clock.instant());
            ApprovalRequest waiting = pick(all, access);
            screen.say("write     " + waiting.getCommand());
            screen.say("on        " + waiting.getTarget());
            screen.say("undo by   " + waiting.getUndoPatch());
            String principal = System.getProperty("user.name", "unknown");
            try (OperatorPen pen = new OperatorPen(access.connection(), clock)) {
                pen.write(
                        Topics.APPROVALS,
                        Approval.newBuilder()
                                .setHeader(OperatorPen.header(incident, clock))
                                .setRequestId(waiting.getRequestId())
                                .setRequestHash(waiting.getHash())
                                .setGranted(grants)
                                .setPrincipal(principal)
                                .setReason(reason)
                                .build());
            }
            screen.emit(
                    Screen.object(grants ? "approved" : "denied")
                            .put("incident", incident)
                            .put("request", waiting.getRequestId()));
            screen.say((grants ? "Approved by " : "Denied by ") + principal + ".");
            screen.note(
                    "follow    "
                            + remote.hints(session, folderOption)
                                    .type("tap --incident " + incident + " --follow"));
        }
        return ExitCode.OK;
    }

    private ApprovalRequest pick(List<ApprovalLog.Entry> all, LogAccess access) {
        List<ApprovalLog.Entry> own =
                all.stream()
                        .filter(e -> e.incident().equals(incident))
                        .filter(e -> e.request().getRequestId().startsWith(request))
                        .toList();
        List<ApprovalLog.Entry> waiting = own.stream().filter(ApprovalLog.Entry::waits).toList();
        if (waiting.size() == 1) {
            return waiting.getFirst().request();
        }
        if (waiting.size() > 1) {
            throw CommandFailure.usage(
                    "Incident "
                            + incident
                            + " has "
                            + waiting.size()
                            + " writes that wait; choose one with --request.");
        }
        var book = new IncidentLog(access.connection()).overview();
        if (book.story(incident).isEmpty()) {
            throw Incidents.unknown(incident, book.ids());
        }
        throw CommandFailure.unsuccessful(
                own.isEmpty()
                        ? "No write of incident " + incident + " waits for approval."
                        : "The write of incident "
                                + incident
                                + " does not wait any more: "
                                + own.getLast().state().word()
                                + ".");
    }
}
