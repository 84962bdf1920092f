package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.output.Screen;
import dev.aoi.trainer.dataset.DataSet;
import dev.aoi.trainer.dataset.TrajectoryStore;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code aoi export}. */
@Command(
        name = "export",
        description = {
            "Write the data sets of all finished incidents as JSON Lines: completions.jsonl"
                    + " (prompts and completions in TRL's conversational form), observations.jsonl,"
                    + " verdicts.jsonl, trajectories.jsonl.",
            "They are what the trainer kept in the data folder; no stack is needed."
        })
final class ExportCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = {"-o", "--to"},
            paramLabel = "DIR",
            description = "Folder to write to. Default: export in the current folder.")
    private @Nullable Path to;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.read(session);
        if (!Files.isDirectory(folder.trajectories())) {
            throw CommandFailure.unsuccessful(
                    "There is nothing to export: no incident has been finished on "
                            + folder.root()
                            + " yet.");
        }
        Path target = (to == null ? Path.of("export") : to).toAbsolutePath().normalize();
        // The bound only matters to who keeps more.
        TrajectoryStore store = new TrajectoryStore(folder.trajectories(), Long.MAX_VALUE);
        int incidents = store.size();
        for (DataSet set : DataSet.values()) {
            Path file = target.resolve(set.file());
            long lines = write(store, set, file);
            screen.say(String.format("%8d lines  %s", lines, file));
            screen.emit(Screen.object("data-set").put("file", file.toString()).put("lines", lines));
        }
        screen.note(incidents + (incidents == 1 ? " incident" : " incidents"));
        return ExitCode.OK;
    }

    private static long write(TrajectoryStore store, DataSet set, Path file) {
        try {
            return store.export(set, file);
        } catch (IOException | UncheckedIOException e) {
            throw CommandFailure.environment(
                    "The data set cannot be written to "
                            + file
                            + " ("
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage()
                            + ").",
                    e);
        }
    }
}
