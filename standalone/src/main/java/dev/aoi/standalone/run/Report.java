package dev.aoi.standalone.run;

import dev.aoi.agent.log.Fact;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.FactOrder;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.story.Chronicle;
import dev.aoi.standalone.story.FactJson;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.standalone.story.Margins;
import dev.aoi.standalone.story.StoryPrinter;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An incident's report in the data folder: {@code <id>.md} for people, {@code <id>.json} for
 * programs. The newest hundred incidents' are kept.
 */
public final class Report {
    private static final int KEPT_FILES = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Report() {}

    /** Writes both files; gives the one for people. */
    public static Path write(AoiFolder folder, IncidentStory story, List<Fact> facts) {
        List<Fact> ordered = FactOrder.merged(facts);
        try {
            Files.createDirectories(folder.reports());
            Path text = folder.reports().resolve(story.id() + ".md");
            Files.writeString(text, markdown(story, ordered));
            Files.writeString(
                    folder.reports().resolve(story.id() + ".json"),
                    JSON.writeValueAsString(json(story, ordered)) + "\n");
            letGo(folder.reports());
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the report of " + story.id(), e);
        }
    }

    private static void letGo(Path reports) throws IOException {
        List<Path> newestFirst;
        try (Stream<Path> files = Files.list(reports)) {
            newestFirst = files.sorted(Comparator.comparing(Report::writtenAt).reversed()).toList();
        }
        for (Path old :
                newestFirst.subList(Math.min(KEPT_FILES, newestFirst.size()), newestFirst.size())) {
            Files.deleteIfExists(old);
        }
    }

    private static FileTime writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // Another run has just let it go.
            return FileTime.fromMillis(0);
        }
    }

    private static String markdown(IncidentStory story, List<Fact> ordered) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        var verdict = story.verdict();
        out.println("# " + story.id());
        out.println();
        out.println("- problem: " + verdict.problem());
        if (verdict.judged()) {
            out.println("- strict: " + (verdict.strict() ? "success" : "failure"));
            out.println("- compat: " + (verdict.compat() ? "success" : "failure"));
        }
        out.println("- why: " + verdict.strictReason());
        out.println("- policy: " + verdict.policy());
        out.println("- seconds: " + verdict.seconds());
        out.println("- turns: " + verdict.steps());
        out.println(
                "- tokens: " + verdict.inputTokens() + " in, " + verdict.outputTokens() + " out");
        StoryPrinter printer =
                new StoryPrinter(
                        new Screen(out, out, false, false),
                        Margins.since(story.begin().orElse(Instant.EPOCH)),
                        true,
                        true);
        for (Chronicle.Chapter chapter : Chronicle.of(ordered)) {
            out.println();
            out.println("## " + chapter.title());
            out.println();
            out.println("~~~~");
            chapter.facts().forEach(printer::print);
            out.println("~~~~");
        }
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static ObjectNode json(IncidentStory story, List<Fact> ordered) {
        ObjectNode report = Screen.object("report");
        report.set("verdict", story.verdict().json());
        ArrayNode facts = report.putArray("facts");
        ordered.forEach(fact -> facts.add(FactJson.of(fact)));
        return report;
    }
}
