import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs google-java-format (AOSP style) over every source of the reactor, in the JDK 25 that Maven's
 * toolchain chose: Maven itself may run on a JDK that cannot parse our sources. Arguments go to the
 * formatter ({@code --replace}, or {@code --dry-run --set-exit-if-changed} to check).
 */
final class Format {
    private Format() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> sources;
        try (Stream<Path> tree = Files.walk(Path.of(""))) {
            sources =
                    tree.map(Path::toString)
                            .filter(p -> p.endsWith(".java"))
                            .filter(p -> p.matches("[^/]+/src/(main|test|jmh)/java/.*"))
                            .sorted()
                            .toList();
        }
        Path arguments = Files.createTempFile("format", ".args");
        Files.write(arguments, sources);
        String jdk = "--add-exports=jdk.compiler/com.sun.tools.javac.";
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
        for (String name : List.of("api", "code", "file", "parser", "tree", "util", "main", "model")) {
            command.add(jdk + name + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-jar", System.getenv("FORMATTER_JAR"), "--aosp"));
        command.addAll(List.of(args));
        command.add("@" + arguments);
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        Files.delete(arguments);
        if (exit != 0) {
            System.err.println("Not formatted: the files above. Run ./mvnw -N process-resources exec:exec@check-format -Dformat.mode=--replace");
        }
        System.exit(exit);
    }
}
