package dev.aoi.grpo.training;

import java.nio.file.Path;

/**
 * Where a training writes, who hears of it, and who may end it.
 *
 * @param output folder of the checkpoints; made when it is missing
 * @param resume go on from the output's last checkpoint, if there is one
 * @param log of metrics
 * @param listener of progress
 * @param stop ends it after a step
 */
public record TrainingRun(
        Path output, boolean resume, MetricLog log, Progress.Listener listener, Stop stop) {

    /** Resumes, tells nobody and is ended by nobody. */
    public static TrainingRun in(Path output) {
        return new TrainingRun(output, true, MetricLog.NONE, Progress.Listener.NONE, new Stop());
    }

    /** The same with a log. */
    public TrainingRun with(MetricLog log) {
        return new TrainingRun(output, resume, log, listener, stop);
    }
}
