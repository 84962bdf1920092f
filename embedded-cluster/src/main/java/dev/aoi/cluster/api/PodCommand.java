package dev.aoi.cluster.api;

import dev.aoi.cluster.stream.CommandWork;

/** What a client of exec or attach does at a container, over the streams that it asked for. */
sealed interface PodCommand extends CommandWork permits ExecWork, ShellWork, AttachWork {
    /** Which streams the client asked for. */
    CommandOptions options();

    @Override
    default boolean readsInput() {
        return options().input();
    }

    @Override
    default boolean terminal() {
        return options().terminal();
    }

    @Override
    default boolean writesOutput() {
        return options().output();
    }

    @Override
    default boolean writesErrors() {
        return options().errors();
    }
}
