package dev.aoi.cluster.conformance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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

    private static final Duration SETTLE = Duration.ofSeconds(6);

    private final Recording recording;
    private final Prehistory prehistory;
    private final Stage stage;
    private final Duration begins;
    private final OneToOne pairs = new OneToOne();

    StateRun(Recording recording, List<Manifest> manifests, Stage stage) {
        this.recording = recording;
        this.prehistory = new Prehistory(recording, manifests);
        this.stage = stage;
        this.begins =
                new RecordedEvents(recording)
                        .begins()
                        .map(start -> Duration.ofNanos(start.getNano()))
                        .orElse(WITHIN);
    }

    StateResult run() throws IOException, InterruptedException {
        long began = System.nanoTime();
        List<Comparison> comparisons = new ArrayList<>();
        Duration age = prehistory.age().plus(SETTLE);
        Duration length =
                recording.blocks().isEmpty() ? Duration.ZERO : recording.blocks().getLast().at();
        try (Stage.Scene scene = stage.open(recording.state(), age.plus(length))) {
            prepare(scene, age);
            Names names = new Names(pairs, scene::names, scene.server());
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

    private void prepare(Stage.Scene scene, Duration age) throws IOException, InterruptedException {
        StateClock clock = scene.clock();
        clock.begin();
        for (Prehistory.Act act : prehistory.acts()) {
            Duration within = act.before().isZero() ? begins : WITHIN;
            clock.passTo(age.minus(act.before()).plus(within));
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
        clock.passTo(age.plus(begins));
        Optional<String> namespace = prehistory.namespace();
        for (Block block : recording.blocks()) {
            scene.kubeconfigs(block.line(), namespace.orElse("default"));
        }
        clock.begin();
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
