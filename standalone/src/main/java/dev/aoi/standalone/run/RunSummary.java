package dev.aoi.standalone.run;

import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.Tone;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.standalone.story.Verdict;

import java.util.List;
import java.util.Locale;

/**
 * How a run ended.
 *
 * @param asked how many incidents it was asked to work
 * @param stories those that ended, in that order
 * @param seconds from the first request to the last end
 */
public record RunSummary(int asked, List<IncidentStory> stories, double seconds) {

    public RunSummary {
        stories = List.copyOf(stories);
    }

    /** Whether every incident has a strict verdict, and that is success. */
    public boolean allStrict() {
        return stories.size() == asked && stories.stream().allMatch(s -> s.verdict().strict());
    }

    /** Prints it: for a single incident its verdict in full, for several the numbers. */
    public void tell(Screen screen, RunView view) {
        if (asked == 1 && stories.size() == 1) {
            tellOne(screen, view, stories.getFirst());
        } else {
            tellMany(screen);
        }
    }

    private void tellOne(Screen screen, RunView view, IncidentStory story) {
        Verdict verdict = story.verdict();
        String id = story.id();
        screen.emit(verdict.json());
        screen.say("");
        screen.say(
                verdict.strict() ? Tone.GOOD : Tone.BAD,
                "verdict   strict "
                        + outcome(verdict.strict())
                        + ", compat "
                        + outcome(verdict.compat()));
        screen.say("why       " + verdict.strictReason());
        screen.say("time      " + time(story));
        screen.say("steps     " + verdict.steps());
        screen.say(
                "tokens    " + verdict.inputTokens() + " in, " + verdict.outputTokens() + " out");
        view.report(id).ifPresent(path -> screen.say("report    " + path));
        screen.note("look      aoi show " + id);
        screen.note("          aoi tap aoi.observer.decisions --incident " + id);
        screen.note("          aoi topics list");
    }

    private String time(IncidentStory story) {
        String all = String.format(Locale.ROOT, "%.1f s in all", seconds);
        return story.evaluation()
                .map(
                        judged ->
                                String.format(
                                        Locale.ROOT,
                                        "%.1f s from opening to submission, %s",
                                        judged.getSeconds(),
                                        all))
                .orElse(all);
    }

    private void tellMany(Screen screen) {
        long strict = stories.stream().filter(s -> s.verdict().strict()).count();
        long compat = stories.stream().filter(s -> s.verdict().compat()).count();
        screen.say("");
        screen.say(
                allStrict() ? Tone.GOOD : Tone.BAD,
                String.format(
                        Locale.ROOT,
                        "%d incidents: %d strict success, %d compat success, %d not ended; %.1f s",
                        asked,
                        strict,
                        compat,
                        asked - stories.size(),
                        seconds));
        screen.emit(
                Screen.object("summary")
                        .put("incidents", asked)
                        .put("strict", strict)
                        .put("compat", compat)
                        .put("unfinished", asked - stories.size())
                        .put("seconds", seconds));
    }

    private static String outcome(boolean success) {
        return success ? "success" : "failure";
    }
}
