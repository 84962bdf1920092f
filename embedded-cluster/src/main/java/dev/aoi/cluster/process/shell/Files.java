package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.files.FileError;

import java.util.Optional;

/** Reading of files that the kernel makes up, and of all others. */
final class Files {
    private Files() {}

    static String read(RunningProcess process, String path) throws FileError {
        if (path.equals("/dev/null")) {
            return "";
        }
        Optional<String> kernel = process.machine().kernelFile(path);
        return kernel.isPresent() ? kernel.get() : process.machine().files().read(path);
    }
}
