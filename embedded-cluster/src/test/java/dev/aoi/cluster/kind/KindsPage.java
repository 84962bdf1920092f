package dev.aoi.cluster.kind;

import dev.aoi.cluster.controller.KubernetesBehaviour;
import dev.aoi.cluster.world.Behaviour;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.World;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code docs/cluster-kinds.md}, made from the table of kinds and from what controllers watch. Run
 * {@link #main} to write it anew.
 */
public final class KindsPage {
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> WRITE =
            List.of("create", "update", "patch", "delete", "deletecollection");

    private static final String INTRODUCTION =
            """
            # Kinds of the embedded cluster

            <!-- Made from dev.aoi.cluster.kind.ResourceKinds and the controllers by
                 dev.aoi.cluster.kind.KindsPage; a test compares them. Do not edit. -->

            Every kind is stored, validated against its schema, defaulted, printed as a table, patched,
            applied and watched in the same way. What a kind *does* comes from the components that watch
            it; a kind without one is kept and shown, and nothing follows from it.

            - verbs: `all` = get, list, watch, create, update, patch, delete, deletecollection.
            - sub-resources are those of the real server.

            | kind | group/version | short | verbs | sub-resources | watched by |
            |---|---|---|---|---|---|
            """;

    private KindsPage() {}

    /** Where the page stands. */
    static Path file() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mvnw"))) {
                return at.resolve("docs/cluster-kinds.md");
            }
        }
        throw new IllegalStateException(
                "No mvnw above " + Path.of("").toAbsolutePath() + "; run inside the checkout");
    }

    /** Writes the page. */
    public static void main(String[] args) throws IOException {
        Files.writeString(file(), text());
    }

    /** The page. */
    static String text() {
        Map<ResourceKind, TreeSet<String>> watchers = watchers();
        StringBuilder page = new StringBuilder(INTRODUCTION);
        ResourceKinds.all().stream()
                .sorted(
                        Comparator.comparing(ResourceKind::group)
                                .thenComparing(ResourceKind::kind)
                                .thenComparing(ResourceKind::version))
                .forEach(
                        kind ->
                                page.append(
                                        row(kind, watchers.getOrDefault(kind, new TreeSet<>()))));
        return page.toString();
    }

    private static String row(ResourceKind kind, TreeSet<String> watchers) {
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        kind.kind(),
                        kind.apiVersion(),
                        String.join(", ", kind.shortNames()),
                        verbs(kind),
                        String.join(", ", new TreeSet<>(kind.subresources())),
                        String.join(", ", watchers));
    }

    private static String verbs(ResourceKind kind) {
        TreeSet<String> all = new TreeSet<>(READ);
        all.addAll(WRITE);
        return kind.verbs().containsAll(all) ? "all" : String.join(", ", kind.verbs());
    }

    private static Map<ResourceKind, TreeSet<String>> watchers() {
        Behaviour[] made = new Behaviour[1];
        World world =
                new World(
                        "kinds",
                        1,
                        ClusterShape.NODE1,
                        w -> made[0] = KubernetesBehaviour.factory().create(w));
        Map<ResourceKind, TreeSet<String>> watchers =
                new TreeMap<>(Comparator.comparing(k -> k.apiVersion() + "/" + k.kind()));
        for (Controller controller : made[0].controllers()) {
            for (ResourceKind kind : controller.watches()) {
                watchers.computeIfAbsent(kind, k -> new TreeSet<>()).add(controller.name());
            }
        }
        world.close();
        return watchers;
    }
}
