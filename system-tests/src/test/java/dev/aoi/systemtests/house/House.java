package dev.aoi.systemtests.house;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that these tests run in. */
public final class House {
    private House() {}

    /** Root folder of the checkout: the folder above this module. */
    public static Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mvnw"))) {
                return at;
            }
        }
        throw new IllegalStateException(
                "No mvnw above " + Path.of("").toAbsolutePath() + "; run inside the checkout");
    }
}
