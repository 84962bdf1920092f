package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.logs.FileLogging;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;

/** Where the data lie. */
final class FolderOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            order = 80,
            description =
                    "Data folder: log, worlds, reports, secrets. Default: AOI_HOME, else .aoi in"
                            + " the checkout.")
    private @Nullable String data;

    /** The folder, made and writable; from now on logs go there. */
    AoiFolder open(Session session) {
        AoiFolder folder = locate(session);
        folder.create();
        FileLogging.into(folder.logs());
        return folder;
    }

    /**
     * The folder for who only reads: nothing is made.
     *
     * @throws CommandFailure when a folder was named that does not exist
     */
    AoiFolder read(Session session) {
        AoiFolder folder = locate(session);
        if (folder.exists()) {
            return open(session);
        }
        if (data != null) {
            throw CommandFailure.usage("There is no data folder " + folder.root() + ".");
        }
        return folder;
    }

    /** The words that name the same folder in another command. */
    List<String> words() {
        return data == null ? List.of() : List.of("--data", data);
    }

    /** The folder as it is. */
    AoiFolder locate(Session session) {
        if (data != null) {
            if (data.isBlank()) {
                throw CommandFailure.usage("--data names no folder.");
            }
            return new AoiFolder(Path.of(data));
        }
        String home = session.environment().getOrDefault("AOI_HOME", "");
        return new AoiFolder(home.isEmpty() ? session.home().resolve(".aoi") : Path.of(home));
    }
}
