package dev.aoi.standalone.command;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactReader;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.BrokerWatch;
import dev.aoi.standalone.log.CauseFirst;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.FactFeed;
import dev.aoi.standalone.log.FactOrder;
import dev.aoi.standalone.log.IncidentLog;
import dev.aoi.standalone.log.IncidentTopics;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.Suggestions;
import dev.aoi.standalone.stack.LogAccess;
import dev.aoi.standalone.story.Margins;
import dev.aoi.standalone.story.StoryPrinter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** {@code aoi tap}. */
@Command(
        name = "tap",
        description = {
            "Print the records of a topic, or of one incident on all topics, as people read them.",
            "With no stack up, broker and registry are started for the time of reading."
        })
final class TapCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "TOPIC",
            description = "One topic, e.g. aoi.observer.decisions ('aoi topics list').")
    private @Nullable String topic;

    @Option(
            names = "--incident",
            paramLabel = "ID",
            description = "Only this incident; without TOPIC on all topics.")
    private @Nullable String incident;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "Only the last N of what stands in the log; 0 for none. Default: all.")
    private @Nullable Integer last;

    @Option(names = "--deep", description = "Show the whole record: outputs, answers, reasons.")
    private boolean deep;

    TapCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (topic == null && incident == null) {
            throw CommandFailure.usage("Name a topic, or an incident with --incident.");
        }
        if (last != null && last < 0) {
            throw CommandFailure.usage("--last must be at least 0 but is " + last + ".");
        }
        Screen screen = session.screen(json.on());
        List<Topic> topics = topics();
        AoiFolder folder = follow ? folderOption.open(session) : folderOption.read(session);
        Optional<Connection> there = remote.connect(session);
        if (there.isEmpty() && !folder.hasLog() && !follow) {
            screen.note("Nothing was recorded in " + folder.root() + " yet.");
            return ExitCode.OK;
        }
        try (LogAccess access = LogAccess.open(there, folder, session)) {
            return tap(access, topics, screen);
        }
    }

    private int tap(LogAccess access, List<Topic> topics, Screen screen) {
        StoryPrinter printer = new StoryPrinter(screen, margin(), true, deep);
        try (FactFeed feed = FactFeed.fromBeginning(access.connection(), topics, partitions())) {
            List<Fact> standing =
                    FactOrder.merged(feed.drain()).stream().filter(this::wanted).toList();
            if (standing.isEmpty() && incident != null && !follow) {
                throw Incidents.unknown(
                        incident, new IncidentLog(access.connection()).overview().ids());
            }
            int skipped = last == null ? 0 : Math.max(0, standing.size() - last);
            standing.stream().skip(skipped).forEach(printer::print);
            feed.notes().forEach(screen::note);
            if (follow && !access.live()) {
                screen.note("No stack is up, so nothing will come until one is; Ctrl-C ends.");
            }
            if (follow) {
                follow(feed, access.connection(), printer, screen);
            }
        }
        return session.interruption().requested() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    private void follow(FactFeed feed, Connection connection, StoryPrinter printer, Screen screen) {
        CauseFirst order = new CauseFirst(CauseFirst.MOMENT);
        BrokerWatch watch =
                new BrokerWatch(
                        connection.bootstrap(),
                        feed::answered,
                        sentence -> session.err().println("aoi: " + sentence),
                        System.nanoTime());
        try {
            while (!session.interruption().requested()) {
                List<Fact> news = feed.poll(order.due(System.nanoTime()));
                long now = System.nanoTime();
                order.pass(news.stream().filter(this::wanted).toList(), now)
                        .forEach(printer::print);
                feed.notes().forEach(screen::note);
                watch.look(!news.isEmpty(), now);
            }
        } finally {
            order.rest().forEach(printer::print);
        }
    }

    private boolean wanted(Fact fact) {
        return incident == null || fact.header().getIncidentId().equals(incident);
    }

    private Function<Fact, String> margin() {
        Function<Fact, String> clock = Margins.clock(ZoneId.systemDefault());
        return incident == null ? Margins.withIncident(clock) : clock;
    }

    private List<Integer> partitions() {
        return incident == null
                ? FactFeed.allPartitions()
                : List.of(FactReader.partitionOf(incident));
    }

    private List<Topic> topics() {
        if (topic == null) {
            return IncidentTopics.story();
        }
        return List.of(
                Topics.named(topic)
                        .orElseThrow(
                                () ->
                                        CommandFailure.usage(
                                                "There is no topic "
                                                        + topic
                                                        + Suggestions.didYouMean(
                                                                topic,
                                                                Topics.all().stream()
                                                                        .map(Topic::name)
                                                                        .toList()))));
    }
}
