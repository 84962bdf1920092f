package dev.aoi.systemtests.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.systemtests.house.Room;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The roles that work an incident hold no service name, port or namespace of an application: not in
 * sources, prompts and answer schemas, and not in what the compiler made of them.
 */
final class NoNamesTest {
    private static final ApplicationNames NAMES = ApplicationNames.all();

    @ParameterizedTest
    @EnumSource(
            names = {"WORKER_KIT", "KUBE_COMMANDS", "OBSERVER", "PROBE", "EXECUTOR", "COMPRESSOR"})
    void sourcesPromptsAndSchemasNameNothing(Room room) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(room.sources(), "")) {
            NAMES.in(Files.readString(file)).forEach(word -> found.add(file + ": " + word));
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"WORKER_KIT", "KUBE_COMMANDS", "OBSERVER", "PROBE", "EXECUTOR", "COMPRESSOR"})
    void classesNameNothing(Room room) throws IOException {
        List<Path> classes = files(room.classes(), ".class");
        assertThat(classes).as("classes of %s", room).isNotEmpty();
        List<String> found = new ArrayList<>();
        for (Path file : classes) {
            for (String constant : ClassConstants.of(file)) {
                NAMES.in(constant).forEach(word -> found.add(file + ": " + word));
            }
        }
        assertThat(found).isEmpty();
    }

    /** The scan itself works: env-service does hold the names. */
    @Test
    void theScanFindsNamesWhereTheyAre() throws IOException {
        List<String> inClasses = new ArrayList<>();
        for (Path file : files(Room.ENV.classes(), ".class")) {
            for (String constant : ClassConstants.of(file)) {
                inClasses.addAll(NAMES.in(constant));
            }
        }
        List<String> inSources = new ArrayList<>();
        for (Path file : files(Room.ENV.sources(), ".java")) {
            inSources.addAll(NAMES.in(Files.readString(file)));
        }

        assertThat(inClasses)
                .contains("user-service", "test-social-network", "UserService", "9090", "27017");
        assertThat(inSources)
                .contains("user-service", "test-social-network", "UserService", "9090", "27017");
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
