package dev.aoi.cluster.api;

import dev.aoi.cluster.stream.CommandStreams;

import java.io.IOException;

/**
 * A client that watches what a container's first process writes; what it types goes nowhere.
 *
 * @param options the streams that it asked for
 * @param log what the process writes
 */
record AttachWork(CommandOptions options, LogFollow log) implements PodCommand {
    @Override
    public void run(CommandStreams streams) throws IOException, InterruptedException {
        log.run(streams::output);
        streams.outcome(JsonText.bytes(ExecWork.ended(0)));
    }
}
