package dev.aoi.standalone.run;

import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.Tone;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.standalone.story.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a run ended.
 *
 * @param wanted how many incidents it was to work
 * @param stories those that ended or were given up, in that order
 * @param seconds from the first request to the last end
 * @param sinceStart seconds since the process began: with the start of the stack
 */
public record RunSummary(
        int wanted, List<IncidentStory> stories, double seconds, double sinceStart) {

    public RunSummary {
        stories = List.copyOf(stories);
    }

    /** Whether every incident has a strict verdict, and that is success. */
    public boolean allStrict() {
        return stories.size() == wanted && stories.stream().allMatch(s -> s.verdict().strict());
    }

    /** Prints it: for a single incident its verdict in full, for several the numbers. */
    public void tell(Screen screen, RunView view) {
        if (wanted == 1 && stories.size() == 1) {
            tellOne(screen, view, stories.getFirst());
        } else {
            tellMany(screen, view);
        }
    }

    private void tellOne(Screen screen, RunView view, IncidentStory story) {
        Verdict verdict = story.verdict();
        String id = story.id();
        screen.emit(verdict.json());
        screen.say("");
        screen.say(
                verdict.strict() ? Tone.GOOD : Tone.BAD,
                verdict.judged()
                        ? "verdict   strict "
                                + outcome(verdict.strict())
                                + ", compat "
                                + outcome(verdict.compat())
                        : "verdict   none");
        screen.say("why       " + verdict.strictReason());
        screen.say("time      " + time(verdict));
        screen.say("steps     " + verdict.steps());
        screen.say(
                "tokens    " + verdict.inputTokens() + " in, " + verdict.outputTokens() + " out");
        view.report(id).ifPresent(path -> screen.say("report    " + path));
        screen.note("look      " + view.hints().type("show " + id));
        screen.note(
                "          " + view.hints().type("tap aoi.observer.decisions --incident " + id));
        screen.note("          " + view.hints().typeAnywhere("topics list"));
    }

    private String time(Verdict verdict) {
        return (verdict.judged()
                        ? String.format(
                                Locale.ROOT,
                                "%.1f s from opening to submission, ",
                                verdict.seconds())
                        : "")
                + String.format(
                        Locale.ROOT,
                        "%.1f s from asking to closing, %.1f s since start",
                        seconds,
                        sinceStart);
    }

    private void tellMany(Screen screen, RunView view) {
        int strict = count(story -> story.verdict().strict());
        int compat = count(story -> story.verdict().compat());
        int closed = count(story -> story.closed().isPresent());
        int unjudged = count(story -> story.closed().isPresent() && !story.verdict().judged());
        int begun = Math.max(view.asked(), stories.size());
        int unfinished = begun - closed;
        int unasked = wanted - begun;
        List<String> parts = new ArrayList<>();
        parts.add(strict + " strict success");
        parts.add(compat + " compat success");
        add(parts, unjudged, "without verdict");
        parts.add(unfinished + " not ended");
        add(parts, unasked, "not begun");
        screen.say("");
        screen.say(
                allStrict() ? Tone.GOOD : Tone.BAD,
                String.format(
                        Locale.ROOT,
                        "%d %s: %s; %.1f s",
                        wanted,
                        wanted == 1 ? "incident" : "incidents",
                        String.join(", ", parts),
                        seconds));
        screen.emit(
                Screen.object("summary")
                        .put("incidents", wanted)
                        .put("strict", strict)
                        .put("compat", compat)
                        .put("unjudged", unjudged)
                        .put("unfinished", unfinished)
                        .put("unasked", unasked)
                        .put("seconds", seconds));
    }

    private int count(java.util.function.Predicate<IncidentStory> which) {
        return (int) stories.stream().filter(which).count();
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String outcome(boolean success) {
        return success ? "success" : "failure";
    }
}
