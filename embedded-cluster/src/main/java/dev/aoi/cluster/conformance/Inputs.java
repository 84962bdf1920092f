package dev.aoi.cluster.conformance;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that lines read.
 *
 * <ol>
 *   <li>What lies in the recording's {@code manifests/} lies in the scratch folder.
 *   <li>A chart that is not there is what {@code helm create} makes of its name.
 *   <li>A file that was applied and is not there is taken from the {@code
 *       last-applied-configuration} that the recording shows of it: the annotation holds the file.
 *   <li>{@code NAME.kubeconfig} speaks for the ServiceAccount NAME, {@code admin.kubeconfig} for
 *       the administrator.
 * </ol>
 *
 * What can be had in none of these ways is missing. Files outside the scratch folder are read from
 * inside it.
 */
final class Inputs {
    private static final Pattern READ =
            Pattern.compile(
                    "(?:(?<=-f )|(?<=--filename[= ])|(?<=KUBECONFIG=)|(?<=--patch-file[="
                            + " ])|(?<=helm (?:install|upgrade) [a-z0-9-]{1,40} )|(?<=helm template"
                            + " [a-z0-9-]{1,40} )|(?<=helm lint ))(?!-)([^\\s;|&'\"<]+)");
    private static final Pattern APPLIED =
            Pattern.compile(
                    "kubectl\\.kubernetes\\.io/last-applied-configuration: \\|\\n"
                            + "\\s+(\\{.*\\})\\n");

    private final Recording recording;
    private final Path folder;
    private final Runs runs;
    private final Map<String, String> moved = new LinkedHashMap<>();

    /** Runs a helping line, which takes no part in the comparison. */
    interface Runs {
        Shell.Result run(String line) throws IOException, InterruptedException;
    }

    Inputs(Recording recording, Path folder, Runs runs) {
        this.recording = recording;
        this.folder = folder;
        this.runs = runs;
    }

    /** The first thing that the block reads and that cannot be had. */
    Optional<String> missing(Block block) throws IOException, InterruptedException {
        Matcher read = READ.matcher(block.line());
        while (read.find()) {
            String path = read.group(1);
            boolean testsAbsence = block.output().err().contains("does not exist");
            if (!testsAbsence && !present(path) && !made(path, block)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** The line with the files where they are. */
    String ours(String line) {
        String ours = line;
        for (Map.Entry<String, String> path : moved.entrySet()) {
            ours = ours.replace(path.getKey(), path.getValue());
        }
        return ours;
    }

    /** An output with the files where they were. */
    Block.Output recorded(Block.Output output) {
        String out = output.out();
        String err = output.err();
        for (Map.Entry<String, String> path : moved.entrySet()) {
            Path inHome = folder.getFileName().resolve(folder.relativize(Path.of(path.getValue())));
            out = out.replace("~/" + inHome, path.getKey());
            err = err.replace("~/" + inHome, path.getKey());
        }
        return new Block.Output(out, err);
    }

    private boolean present(String path) {
        return moved.containsKey(path)
                || path.startsWith("http")
                || path.startsWith("/dev/")
                || Files.exists(folder.resolve(path));
    }

    private boolean made(String path, Block block) throws IOException, InterruptedException {
        Path file = Path.of(path);
        if (path.endsWith(".kubeconfig")) {
            return false;
        }
        if (block.line().startsWith("helm ")) {
            return chart(path, file);
        }
        Matcher applied = APPLIED.matcher(recording.text());
        String subject = block.output().out().split("[ \n]")[0];
        String name = subject.substring(subject.indexOf('/') + 1);
        Pattern kind =
                Pattern.compile("(?i)\"kind\":\"" + Pattern.quote(subject.split("[./]")[0]) + "\"");
        while (block.line().contains("apply") && applied.find()) {
            String object = applied.group(1);
            if (object.contains("\"name\":\"" + name + "\"") && kind.matcher(object).find()) {
                Path here =
                        Files.createDirectories(folder.resolve("inputs"))
                                .resolve(file.getFileName());
                Files.writeString(here, applied.group(1));
                moved.put(path, FileSystems.getDefault().getPath(here.toString()).toString());
                return true;
            }
        }
        return false;
    }

    private boolean chart(String path, Path file) throws IOException, InterruptedException {
        String name = file.getFileName().toString();
        if (!name.matches("[a-z0-9-]+")) {
            return false;
        }
        Path charts = Files.createDirectories(folder.resolve("inputs"));
        if (runs.run("cd '%s' && helm create %s".formatted(charts, name)).exit() != 0) {
            return false;
        }
        moved.put(path, charts.resolve(name).toString());
        return true;
    }
}
