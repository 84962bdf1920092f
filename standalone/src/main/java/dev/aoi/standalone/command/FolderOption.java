package dev.aoi.standalone.command;

import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.logs.FileLogging;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Where the data lie. */
final class FolderOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            order = 80,
            description =
                    "Data folder: log, worlds, reports, secrets. Default: AOI_HOME, else .aoi in"
                            + " the checkout.")
    private @Nullable Path data;

    /** The folder, made and writable; from now on logs go there. */
    AoiFolder open(Session session) {
        AoiFolder folder = locate(session);
        folder.create();
        FileLogging.into(folder.logs());
        return folder;
    }

    /** The folder as it is. */
    AoiFolder locate(Session session) {
        if (data != null) {
            return new AoiFolder(data);
        }
        String home = session.environment().getOrDefault("AOI_HOME", "");
        return new AoiFolder(home.isEmpty() ? session.home().resolve(".aoi") : Path.of(home));
    }
}
