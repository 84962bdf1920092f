package dev.aoi.cluster.conformance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes one recorded state in a world of its own and runs its lines.
 *
 * <ol>
 *   <li>A world is made, and its {@link Prehistory} is run against it. The state begins where
 *       within a second its first event was.
 *   <li>Each line is run under bash when the world's clock has reached the time at which it had
 *       ended when it was recorded ({@link LineTimes}); a line that waits for the cluster is begun
 *       when the one before it had ended, and the {@link Pacer} lets the time pass.
 *   <li>What it printed is compared; names that are equal are remembered for later lines.
 * </ol>
 */
final class StateRun {
    /** Where within their seconds things were done, unless the recording tells. */
    private static final Duration WITHIN = Duration.ofMillis(700);

    /** So long before a state begins its names are asked for, and the last act is done. */
    private static final Duration LOOKED = Duration.ofSeconds(2);

    private static final Duration LAST = Duration.ofMillis(60);

    /** What an apply of many objects takes; acts that follow each other wait for it. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final Duration SETTLE = Duration.ofSeconds(6);

    private final Recording recording;
    private final Prehistory prehistory;
    private final Rhythm rhythm;
    private final Stage stage;
    private final Duration begins;
    private final OneToOne pairs = new OneToOne();

    StateRun(Recording recording, List<Manifest> manifests, Stage stage) {
        this.recording = recording;
        this.prehistory = new Prehistory(recording, manifests);
        this.stage = stage;
        RecordedEvents events = new RecordedEvents(recording);
        this.rhythm = new Rhythm(new RecordedRhythm(events, manifests), prehistory);
        this.begins =
                events.begins().map(start -> Duration.ofNanos(start.getNano())).orElse(WITHIN);
    }

    StateResult run() throws IOException, InterruptedException {
        long began = System.nanoTime();
        List<Comparison> comparisons = new ArrayList<>();
        Duration age = prehistory.age().plus(SETTLE);
        Duration length =
                recording.blocks().isEmpty() ? Duration.ZERO : recording.blocks().getLast().at();
        try (Stage.Scene scene = stage.open(recording.state(), age.plus(begins), length, rhythm)) {
            Names names = new Names(pairs, scene::names, scene.server());
            prepare(scene, age, names);
            Inputs inputs = new Inputs(recording, scene.folder(), scene::help);
            Duration last = Duration.ZERO;
            List<Duration> ends = LineTimes.of(recording.blocks());
            for (Block block : recording.blocks()) {
                Duration end = ends.get(comparisons.size());
                comparisons.add(compare(block, last, end, scene, names, inputs));
                last = end;
            }
        }
        return new StateResult(
                recording.state(), comparisons, Duration.ofNanos(System.nanoTime() - began));
    }

    private record Timed(Duration at, String line) {}

    private List<Timed> acts(Stage.Scene scene, Duration age) {
        List<Timed> acts = new ArrayList<>();
        for (Prehistory.Act act : prehistory.acts()) {
            Duration within = act.before().isZero() ? begins.minus(LAST) : WITHIN.minus(LATE);
            acts.add(new Timed(age.minus(act.before()).plus(within), act.line()));
        }
        for (Prehistory.Act act : rhythm.acts(scene.lists(), scene.begins())) {
            acts.add(new Timed(age.plus(begins).minus(act.before()), act.line()));
        }
        acts.sort(Comparator.comparing(Timed::at));
        return acts;
    }

    private void prepare(Stage.Scene scene, Duration age, Names names)
            throws IOException, InterruptedException {
        StateClock clock = scene.clock();
        Duration begin = age.plus(begins);
        boolean looked = false;
        for (Timed act : acts(scene, age)) {
            if (!looked && act.at().compareTo(begin.minus(LOOKED)) > 0) {
                clock.passTo(begin.minus(LOOKED));
                look(scene, names);
                looked = true;
            }
            clock.passTo(act.at());
            Shell.Result result = scene.help(act.line());
            if (result.exit() != 0) {
                throw new IOException(
                        "%s cannot be prepared: \"%s\" ended with %d: %s"
                                .formatted(
                                        recording.state(),
                                        act.line(),
                                        result.exit(),
                                        result.output().err().strip()));
            }
        }
        if (!looked) {
            clock.passTo(begin.minus(LOOKED));
            look(scene, names);
        }
        clock.passTo(begin);
        clock.begin();
    }

    /** Asks what the state's lines need to be asked before; each question takes some time. */
    private void look(Stage.Scene scene, Names names) throws IOException, InterruptedException {
        Optional<String> namespace = prehistory.namespace();
        for (Block block : recording.blocks()) {
            scene.kubeconfigs(block.line(), namespace.orElse("default"));
        }
        if (!recording.blocks().isEmpty()) {
            names.ours(recording.blocks().getFirst().line());
        }
    }

    private Comparison compare(
            Block block, Duration last, Duration end, Stage.Scene scene, Names names, Inputs inputs)
            throws IOException, InterruptedException {
        if (block.line().startsWith("helm ") && !scene.hasHelm()) {
            return Comparison.skipped(block, "helm");
        }
        Optional<String> missing = inputs.missing(block);
        if (missing.isPresent()) {
            return Comparison.skipped(block, missing.get());
        }
        scene.clock().passTo(Verbs.waits(block.line()) ? last : end);
        String line = inputs.ours(names.ours(block.line()));
        Shell.Result result = scene.run(line, last, end);
        return Comparison.of(
                block, new Shell.Result(inputs.recorded(result.output()), result.exit()), pairs);
    }
}
