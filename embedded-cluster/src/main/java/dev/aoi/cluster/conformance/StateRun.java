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
 *   <li>A world is made, and its {@link Prehistory} is run against it.
 *   <li>Each line is run under bash when the world's clock has reached the second at which it was
 *       recorded to have ended; a line that waits for the cluster is begun when the one before it
 *       had ended, and the {@link Pacer} lets the time pass.
 *   <li>What it printed is compared; names that are equal are remembered for later lines.
 * </ol>
 */
final class StateRun {
    /** Where within their seconds a state begins, and what was before it is done. */
    private static final Duration WITHIN = Duration.ofMillis(700);

    /** A line ends when the second begins that it was recorded to end in. */
    private static final Duration LINE = Duration.ofMillis(20);

    private static final Duration SETTLE = Duration.ofSeconds(6);

    private final Recording recording;
    private final Prehistory prehistory;
    private final Stage stage;
    private final OneToOne pairs = new OneToOne();

    StateRun(Recording recording, List<Manifest> manifests, Stage stage) {
        this.recording = recording;
        this.prehistory = new Prehistory(recording, manifests);
        this.stage = stage;
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
            for (Block block : recording.blocks()) {
                Comparison comparison = compare(block, last, scene, names, inputs);
                comparisons.add(comparison);
                last = block.at();
            }
        }
        return new StateResult(
                recording.state(), comparisons, Duration.ofNanos(System.nanoTime() - began));
    }

    private void prepare(Stage.Scene scene, Duration age) throws IOException, InterruptedException {
        StateClock clock = scene.clock();
        clock.begin();
        for (Prehistory.Act act : prehistory.acts()) {
            clock.passTo(age.minus(act.before()).plus(WITHIN));
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
        clock.passTo(age.plus(WITHIN));
        Optional<String> namespace = prehistory.namespace();
        for (Block block : recording.blocks()) {
            scene.kubeconfigs(block.line(), namespace.orElse("default"));
        }
        clock.begin();
    }

    private Comparison compare(
            Block block, Duration last, Stage.Scene scene, Names names, Inputs inputs)
            throws IOException, InterruptedException {
        if (block.line().startsWith("helm ") && !scene.hasHelm()) {
            return Comparison.skipped(block, "helm");
        }
        Optional<String> missing = inputs.missing(block);
        if (missing.isPresent()) {
            return Comparison.skipped(block, missing.get());
        }
        Duration end = block.at().isZero() ? Duration.ZERO : block.at().plus(LINE);
        scene.clock().passTo(Verbs.waits(block.line()) ? last : end);
        String line = inputs.ours(names.ours(block.line()));
        Shell.Result result = scene.run(line, last, end);
        return Comparison.of(
                block, new Shell.Result(inputs.recorded(result.output()), result.exit()), pairs);
    }
}
