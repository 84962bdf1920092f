package dev.aoi.standalone.command;

import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.IncidentLog;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.TextTable;
import dev.aoi.standalone.stack.LogAccess;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.standalone.story.Verdict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code aoi incidents}. */
@Command(
        name = "incidents",
        description = {
            "List incidents, oldest first, with status and verdict.",
            "With no stack up, broker and registry are started for the time of reading."
        })
final class IncidentsCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Option(names = "--open", description = "Only those that are not closed.")
    private boolean open;

    IncidentsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.read(session);
        Optional<Connection> there = remote.connect(session);
        if (there.isEmpty() && !folder.hasLog()) {
            screen.note("No incidents: nothing was recorded in " + folder.root() + " yet.");
            return ExitCode.OK;
        }
        try (LogAccess access = LogAccess.open(there, folder, session)) {
            IncidentLog log = new IncidentLog(access.connection());
            var book = log.overview();
            List<IncidentStory> stories = open ? book.unfinished() : book.byTime();
            TextTable table =
                    new TextTable(
                            "INCIDENT",
                            "STATUS",
                            "STRICT",
                            "COMPAT",
                            "SECONDS",
                            "TURNS",
                            "PROBLEM");
            for (IncidentStory story : stories) {
                screen.emit(object(story));
                row(table, story);
            }
            if (stories.isEmpty()) {
                screen.note(open ? "No open incidents." : "No incidents.");
            } else {
                table.lines().forEach(screen::say);
            }
            log.notes().forEach(screen::note);
        }
        return ExitCode.OK;
    }

    private static void row(TextTable table, IncidentStory story) {
        boolean judged = story.evaluation().isPresent();
        Verdict verdict = story.verdict();
        table.row(
                story.id(),
                story.status(),
                judged ? outcome(verdict.strict()) : "-",
                judged ? outcome(verdict.compat()) : "-",
                judged ? String.format(Locale.ROOT, "%.1f", verdict.seconds()) : "-",
                judged ? Integer.toString(verdict.steps()) : "-",
                story.problem());
    }

    private static ObjectNode object(IncidentStory story) {
        ObjectNode node = Screen.object("incident");
        node.put("incident", story.id());
        node.put("status", story.status());
        node.put("problem", story.problem());
        story.begin().ifPresent(time -> node.put("time", time.toString()));
        if (story.evaluation().isPresent()) {
            Verdict verdict = story.verdict();
            node.put("strict", verdict.strict());
            node.put("compat", verdict.compat());
            node.put("seconds", verdict.seconds());
            node.put("steps", verdict.steps());
        }
        return node;
    }

    private static String outcome(boolean success) {
        return success ? "success" : "failure";
    }
}
