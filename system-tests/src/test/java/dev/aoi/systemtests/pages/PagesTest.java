package dev.aoi.systemtests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.systemtests.house.House;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Links lead somewhere, and tests that a page names exist. */
final class PagesTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|ST))`");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            found(LINK, page)
                    .map(link -> page.resolveSibling(link).normalize())
                    .filter(target -> !Files.exists(target))
                    .forEach(target -> dead.add(page + " -> " + target));
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> tests = tests();
        for (Path page : pages()) {
            assertThat(found(TEST, page)).as("tests named in %s", page).isSubsetOf(tests);
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(House.folder().resolve("docs"))) {
            return Stream.concat(docs, Stream.of(House.folder().resolve("README.md")))
                    .filter(p -> p.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Stream<String> found(Pattern pattern, Path page) throws IOException {
        List<MatchResult> all = pattern.matcher(Files.readString(page)).results().toList();
        return all.stream().map(match -> match.group(1));
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> modules = Files.list(House.folder())) {
            Set<Path> roots =
                    modules.map(m -> m.resolve("src/test/java"))
                            .filter(Files::isDirectory)
                            .collect(Collectors.toSet());
            Set<String> names = new TreeSet<>();
            for (Path root : roots) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.map(f -> f.getFileName().toString())
                            .filter(f -> f.endsWith(".java"))
                            .forEach(f -> names.add(f.replace(".java", "")));
                }
            }
            return names;
        }
    }
}
