package dev.aoi.systemtests.whole;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.standalone.Interruption;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.FactOrder;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.run.IncidentRuns;
import dev.aoi.standalone.run.Patience;
import dev.aoi.standalone.run.RunListener;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.standalone.story.Margins;
import dev.aoi.standalone.story.StoryPrinter;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Opens incidents on a stack and keeps every fact of them. */
final class Follower implements RunListener {
    private static final Patience PATIENCE =
            new Patience(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20));

    private final List<Fact> facts = new CopyOnWriteArrayList<>();
    private final List<String> remarks = new CopyOnWriteArrayList<>();

    /** Works the requests, so many at a time, until each is closed or given up. */
    List<IncidentStory> work(Connection connection, List<OpenIncident> requests, int parallel) {
        return new IncidentRuns(connection, new Interruption(), PATIENCE, this)
                .work(requests, parallel, false);
    }

    /** Facts of one type of one incident. */
    <T> List<T> of(String incident, Class<T> type) {
        return of(incident).map(Fact::event).filter(type::isInstance).map(type::cast).toList();
    }

    /** Every fact of one incident. */
    Stream<Fact> of(String incident) {
        return facts.stream().filter(f -> f.header().getIncidentId().equals(incident));
    }

    /** An incident's story as people read it, for messages of failed tests. */
    String story(String incident) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<Fact> all = of(incident).filter(f -> !(f.event() instanceof Trajectory)).toList();
        StoryPrinter printer =
                new StoryPrinter(
                        new Screen(out, out, false, false),
                        Margins.since(all.getFirst().header().getTime()),
                        true,
                        false);
        FactOrder.merged(all).forEach(printer::print);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What was said that is no fact. */
    List<String> remarks() {
        return remarks;
    }

    @Override
    public void fact(Fact fact) {
        facts.add(fact);
    }

    @Override
    public void finished(IncidentStory story, List<Fact> all) {
        // The stories are what work() returns.
    }

    @Override
    public void remark(String sentence) {
        remarks.add(sentence);
    }
}
