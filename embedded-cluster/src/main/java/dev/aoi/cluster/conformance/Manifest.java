package dev.aoi.cluster.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that a state is made from.
 *
 * @param file its name
 * @param objects what it holds
 */
record Manifest(String file, List<Item> objects) {
    /** An object: its kind, its name, and the document that describes it. */
    record Item(String kind, String name, String text) {
        /** The kinds that make pods. */
        boolean isWorkload() {
            return List.of("Deployment", "StatefulSet", "DaemonSet", "Job").contains(kind);
        }
    }

    private static final Pattern NUMBERED = Pattern.compile("\\d\\d-.*\\.ya?ml");
    private static final Pattern KIND = Pattern.compile("(?m)^kind: *(\\S+)");
    private static final Pattern NAME =
            Pattern.compile("(?m)^metadata:(?: *\\{ *|\\s*\\n\\s+)name: *\"?([^\\s,\"}]+)");

    /** The folder's numbered files, which are applied in their order before a state begins. */
    static List<Manifest> of(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Manifest> manifests = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (NUMBERED.matcher(name).matches()) {
                    manifests.add(new Manifest(name, items(Files.readString(file))));
                }
            }
            return manifests;
        }
    }

    private static List<Item> items(String yaml) {
        List<Item> items = new ArrayList<>();
        for (String document : yaml.split("(?m)^---\\s*$")) {
            Matcher kind = KIND.matcher(document);
            Matcher name = NAME.matcher(document);
            if (kind.find()) {
                String named = name.find() ? name.group(1) : "";
                items.add(new Item(kind.group(1), named, document.strip()));
            }
        }
        return items;
    }
}
