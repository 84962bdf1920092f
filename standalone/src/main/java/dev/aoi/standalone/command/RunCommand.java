package dev.aoi.standalone.command;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.run.IncidentRuns;
import dev.aoi.standalone.run.OperatorPen;
import dev.aoi.standalone.run.Patience;
import dev.aoi.standalone.run.RunSummary;
import dev.aoi.standalone.run.RunView;
import dev.aoi.standalone.stack.Timings;
import dev.aoi.standalone.stack.WorkingStack;
import dev.aoi.standalone.startup.StartupCache;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.standalone.story.Margins;
import dev.aoi.standalone.story.StoryPrinter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code aoi run}. */
@Command(
        name = "run",
        description = {
            "Open incidents, follow them live, and tell the verdict.",
            "Uses the stack that is up on the data folder, or the one named by --bootstrap, or"
                    + " starts its own and stops it afterwards. Exit status 0 only when every"
                    + " strict verdict is success. Ctrl-C cancels."
        })
final class RunCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private RunOptions options = new RunOptions();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = {"-v", "--verbose"},
            order = 90,
            description = "Show every fact, also of several incidents, and the routine ones.")
    private boolean verbose;

    @Option(names = "--timings", order = 91, description = "Print where the time went.")
    private boolean timings;

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        List<OpenIncident> requests =
                options.requests(this::header, Clock.systemUTC(), new SecureRandom());
        AoiFolder folder = folderOption.open(session);
        Optional<Connection> there = remote.connect(session);
        StartupCache.unused(session.environment())
                .ifPresent(why -> screen.note("start     without cache: " + why));
        RunSummary summary;
        try (WorkingStack stack = WorkingStack.open(there, folder, session, screen::note)) {
            summary = work(stack, requests, folder, screen);
        }
        if (timings) {
            session.timings().lines().forEach(screen::note);
        }
        if (session.interruption().requested()) {
            return ExitCode.INTERRUPTED;
        }
        if (summary.allStrict() && StartupCache.train(session.environment())) {
            screen.note(
                    "cache     is made in the background and makes the next start faster"
                            + " (AOI_CACHE=off: never)");
        }
        return summary.allStrict() ? ExitCode.OK : ExitCode.NOT_SUCCESSFUL;
    }

    private RunSummary work(
            WorkingStack stack, List<OpenIncident> requests, AoiFolder folder, Screen screen) {
        boolean single = requests.size() == 1;
        var margin = Margins.since(Instant.now());
        StoryPrinter printer =
                new StoryPrinter(
                        screen, single ? margin : Margins.withIncident(margin), verbose, false);
        RunView view =
                new RunView(
                        screen,
                        printer,
                        folder,
                        verbose,
                        single
                                ? Optional.of(requests.getFirst().getHeader().getIncidentId())
                                : Optional.empty(),
                        remote.hints(session, folderOption));
        long begin = System.nanoTime();
        List<IncidentStory> stories =
                session.timings()
                        .measure(
                                "incidents",
                                () ->
                                        new IncidentRuns(
                                                        stack.connection(),
                                                        session.interruption(),
                                                        Patience.USUAL,
                                                        view)
                                                .work(requests, options.parallel(), stack.own()));
        double seconds = (System.nanoTime() - begin) / 1e9;
        RunSummary summary =
                new RunSummary(requests.size(), stories, seconds, Timings.sinceProcessStart());
        summary.tell(screen, view);
        return summary;
    }

    private EventHeader header(String incidentId) {
        return OperatorPen.header(incidentId, Clock.systemUTC());
    }
}
