package dev.aoi.grpo.command;

import dev.aoi.grpo.training.JsonLinesLog;
import dev.aoi.grpo.training.Progress;
import dev.aoi.grpo.training.Stop;
import dev.aoi.grpo.training.TensorBoardLog;
import dev.aoi.grpo.training.TrainingResult;
import dev.aoi.grpo.training.TrainingRun;

import picocli.CommandLine;

import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * A training at a terminal: a line per step, metrics in {@code metrics.jsonl} and TensorBoard's
 * form beside the checkpoints, and a clean end on SIGTERM and Ctrl-C: the step is finished and a
 * checkpoint written before the process goes.
 */
final class TrainingSession {
    private final TrainingArguments arguments;
    private final boolean json;
    private final PrintWriter out;
    private final PrintWriter err;

    TrainingSession(TrainingArguments arguments, boolean json, CommandLine commandLine) {
        this.arguments = arguments;
        this.json = json;
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
    }

    void run(Function<TrainingRun, TrainingResult> training) {
        Stop stop = new Stop();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook =
                Thread.ofPlatform()
                        .unstarted(
                                () -> {
                                    stop.request();
                                    awaitUninterrupted(ended);
                                });
        Runtime.getRuntime().addShutdownHook(hook);
        try (TensorBoardLog board = new TensorBoardLog(arguments.output(), Clock.systemUTC())) {
            JsonLinesLog lines = new JsonLinesLog(arguments.output().resolve("metrics.jsonl"));
            TrainingResult result =
                    training.apply(
                            new TrainingRun(
                                    arguments.output(),
                                    arguments.resume(),
                                    lines.and(board),
                                    this::tell,
                                    stop));
            tell(result);
        } finally {
            ended.countDown();
            remove(hook);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending already; the hook has waited for this.
        }
    }

    private void tell(Progress progress) {
        if (!json) {
            err.printf(
                    Locale.ROOT,
                    "step %d of %d  loss %.4f  %s  %s left%n",
                    progress.step(),
                    progress.steps(),
                    progress.metrics().getOrDefault("loss", Double.NaN),
                    shown(progress.elapsed()),
                    shown(progress.remaining()));
            err.flush();
        }
    }

    private static String shown(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3)
                : "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    private void tell(TrainingResult result) {
        String checkpoint = result.checkpoint().map(Object::toString).orElse("none");
        if (json) {
            ObjectNode answer = JsonLines.JSON.createObjectNode();
            answer.put("steps", result.steps()).put("early", result.early());
            answer.put("checkpoint", checkpoint);
            answer.set("metrics", JsonLines.metrics(result.metrics()));
            out.println(answer);
        } else {
            out.printf(
                    "%d steps%s, checkpoint %s%n",
                    result.steps(), result.early() ? ", ended early" : "", checkpoint);
        }
        out.flush();
    }
}
