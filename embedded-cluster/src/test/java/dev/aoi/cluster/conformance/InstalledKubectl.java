package dev.aoi.cluster.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The real kubectl of this machine, where there is one: the build needs none. */
public final class InstalledKubectl {
    private InstalledKubectl() {}

    /** The one that {@code AOI_KUBECTL} names, else the one on the PATH; skips the test without. */
    public static Path orSkip() {
        Optional<Path> found =
                Stream.concat(
                                Stream.ofNullable(System.getenv("AOI_KUBECTL")).map(Path::of),
                                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                                        .map(path -> Path.of(path, "kubectl")))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(
                found.isPresent(),
                "no kubectl on the PATH; AOI_KUBECTL may name one, 1.30 or newer");
        return found.orElseThrow();
    }
}
