package dev.aoi.cluster.api;

import dev.aoi.cluster.stream.CommandStreams;
import dev.aoi.cluster.stream.CommandWork;

import java.io.IOException;

/** A client that watches what a container's first process writes; what it types goes nowhere. */
final class AttachWork implements CommandWork {
    private final CommandOptions options;
    private final LogFollow log;

    AttachWork(Query query, LogFollow log) {
        this.options = CommandOptions.of(query);
        this.log = log;
    }

    @Override
    public boolean readsInput() {
        return options.input();
    }

    @Override
    public boolean terminal() {
        return options.terminal();
    }

    @Override
    public boolean writesOutput() {
        return options.output();
    }

    @Override
    public boolean writesErrors() {
        return options.errors();
    }

    @Override
    public void run(CommandStreams streams) throws IOException, InterruptedException {
        log.run(streams::output);
        streams.outcome(JsonText.bytes(ExecWork.ended(0)));
    }
}
