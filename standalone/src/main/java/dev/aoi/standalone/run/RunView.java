package dev.aoi.standalone.run;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.output.Hints;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.Tone;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.standalone.story.StoryPrinter;
import dev.aoi.standalone.story.Verdict;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run shows: of a single incident every fact, of several a line each; programs get every
 * fact and every verdict.
 */
public final class RunView implements RunListener {
    private final Screen screen;
    private final StoryPrinter printer;
    private final AoiFolder folder;
    private final boolean verbose;
    private final Optional<String> single;
    private final Hints hints;
    private final Map<String, Path> reports = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    /**
     * @param verbose whether people see each fact of every incident
     * @param single the only incident asked for, whose verdict the summary tells
     * @param hints how to type what to look at next
     */
    public RunView(
            Screen screen,
            StoryPrinter printer,
            AoiFolder folder,
            boolean verbose,
            Optional<String> single,
            Hints hints) {
        this.screen = screen;
        this.printer = printer;
        this.folder = folder;
        this.verbose = verbose;
        this.single = single;
        this.hints = hints;
    }

    /** How many incidents were asked for so far; Ctrl-C leaves the rest out. */
    int asked() {
        return asked.size();
    }

    /** How to type what to look at next. */
    Hints hints() {
        return hints;
    }

    /** Where an incident's report lies. */
    public Optional<Path> report(String incidentId) {
        return Optional.ofNullable(reports.get(incidentId));
    }

    @Override
    public void fact(Fact fact) {
        if (fact.event() instanceof OpenIncident) {
            asked.add(fact.header().getIncidentId());
        }
        if (screen.json() || verbose || mine(fact.header().getIncidentId())) {
            printer.print(fact);
        }
        if (fact.event() instanceof ApprovalRequest waits && !waits.getHash().isEmpty()) {
            String id = fact.header().getIncidentId();
            screen.note("answer    " + hints.type("approve " + id));
            screen.note("     or   " + hints.type("deny " + id));
        }
    }

    @Override
    public void finished(IncidentStory story, List<Fact> facts) {
        reports.put(story.id(), Report.write(folder, story, facts));
        Verdict verdict = story.verdict();
        if (!mine(story.id())) {
            screen.emit(verdict.json());
            screen.say(verdict.strict() ? Tone.GOOD : Tone.BAD, verdict.line());
        }
    }

    private boolean mine(String incidentId) {
        return single.isPresent() && single.get().equals(incidentId);
    }

    @Override
    public void remark(String sentence) {
        screen.note(sentence);
    }
}
