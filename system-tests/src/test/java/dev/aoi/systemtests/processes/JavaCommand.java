package dev.aoi.systemtests.processes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a service is started on the JDK of this test, with a small heap. */
final class JavaCommand {
    private static final String TEST_CLASSES = "test-classes";

    private JavaCommand() {}

    /**
     * One service: from the test's class path without the tests, or, with {@code aoi.st.jars=true},
     * from the executable jar that was built before.
     */
    static List<String> of(Service service) {
        List<String> command = java("96m");
        if (Boolean.getBoolean("aoi.st.jars")) {
            command.add("-jar");
            command.add(jar(service).toString());
        } else {
            command.add("-cp");
            command.add(classPath(false));
            command.add(service.application().getName());
        }
        return command;
    }

    private static Path jar(Service service) {
        String module = service.label() + "-service";
        Path target = Path.of("").toAbsolutePath().resolveSibling(module).resolve("target");
        Path jar = target.resolve(module + "-0.1.0-exec.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: build " + module + " first");
        }
        return jar;
    }

    /** One instance of each service in one process. */
    static List<String> ofAll() {
        List<String> command = java("320m");
        command.add("-cp");
        command.add(classPath(true));
        command.add(AllServices.class.getName());
        return command;
    }

    private static List<String> java(String heap) {
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED"));
    }

    private static String classPath(boolean withTests) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> withTests || !entry.endsWith(TEST_CLASSES))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
