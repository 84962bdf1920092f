package dev.aoi.standalone.command;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.FactOrder;
import dev.aoi.standalone.log.IncidentLog;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.Tone;
import dev.aoi.standalone.stack.LogAccess;
import dev.aoi.standalone.story.Chronicle;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.standalone.story.Margins;
import dev.aoi.standalone.story.StoryPrinter;
import dev.aoi.standalone.story.TrajectoryFacts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code aoi show}. */
@Command(
        name = "show",
        description = {
            "Tell an incident's whole story by turns: what was seen, thought, done, undone, and"
                    + " why.",
            "With no stack up, broker and registry are started for the time of reading."
        })
final class ShowCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The incident ('aoi incidents').")
    private String incident = "";

    @Option(names = "--brief", description = "Lines only: no outputs, answers and reasons.")
    private boolean brief;

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.read(session);
        Optional<Connection> there = remote.connect(session);
        if (there.isEmpty() && !folder.hasLog()) {
            throw Incidents.unknown(incident, List.of());
        }
        try (LogAccess access = LogAccess.open(there, folder, session)) {
            IncidentLog log = new IncidentLog(access.connection());
            List<Fact> facts = log.facts(incident);
            if (facts.isEmpty()) {
                throw Incidents.unknown(incident, log.overview().ids());
            }
            tell(screen, whole(screen, facts));
            log.notes().forEach(screen::note);
        }
        return ExitCode.OK;
    }

    /** The facts, or the trajectory's where some have expired. */
    private List<Fact> whole(Screen screen, List<Fact> facts) {
        if (facts.stream().anyMatch(f -> f.event() instanceof IncidentOpened)) {
            return facts;
        }
        for (Fact fact : facts) {
            if (fact.event() instanceof Trajectory trajectory) {
                screen.note(
                        "Facts of this incident have expired; this is told from its trajectory.");
                return FactOrder.merged(TrajectoryFacts.of(fact, trajectory));
            }
        }
        if (facts.stream().anyMatch(f -> f.event() instanceof dev.aoi.schemas.observer.Decision)) {
            screen.note("The beginning of this incident has expired; this is what is left.");
        }
        return facts;
    }

    private void tell(Screen screen, List<Fact> facts) {
        IncidentStory story = new IncidentStory(incident);
        facts.forEach(story::add);
        StoryPrinter printer =
                new StoryPrinter(
                        screen,
                        Margins.since(story.begin().orElse(java.time.Instant.EPOCH)),
                        !brief,
                        !brief);
        screen.say(Tone.STRONG, incident + "  " + story.status() + "  " + story.problem());
        for (Chronicle.Chapter chapter : Chronicle.of(facts)) {
            screen.say("");
            screen.say(Tone.STRONG, chapter.title());
            chapter.facts().forEach(printer::print);
        }
        screen.say("");
        if (story.closed().isEmpty() && story.evaluation().isEmpty()) {
            screen.emit(Screen.object("open").put("incident", incident));
            screen.say(incident + " is open.");
        } else {
            screen.emit(story.verdict().json());
            screen.say(story.verdict().line());
        }
    }
}
