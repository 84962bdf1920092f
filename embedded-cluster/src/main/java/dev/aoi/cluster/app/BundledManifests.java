package dev.aoi.cluster.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Applications whose manifests are part of this module, for worlds of the shape {@code node1}. */
public enum BundledManifests {
    /** A miniature social network: five services, a configuration, a secret and a volume. */
    MINIATURE("miniature", "miniature-base.yaml", "miniature-application.yaml");

    private final String text;
    private final List<String> files;

    BundledManifests(String text, String... files) {
        this.text = text;
        this.files = List.of(files);
    }

    /** Its name on the command line. */
    public String text() {
        return text;
    }

    /** The namespace that its manifests without one belong into. */
    public String namespace() {
        return "test-social-network";
    }

    /** What stays when the application is removed: namespace, configuration, volume. As YAML. */
    public String base() {
        return read(files.getFirst());
    }

    /** Deployments and services, without a namespace. As YAML. */
    public String application() {
        return read(files.getLast());
    }

    /**
     * The application of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static BundledManifests of(String text) {
        return Arrays.stream(values())
                .filter(app -> app.text.equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no application is named %s; there are %s"
                                                .formatted(text, names())));
    }

    private static String names() {
        return Arrays.stream(values())
                .map(BundledManifests::text)
                .collect(Collectors.joining(", "));
    }

    private static String read(String file) {
        try (InputStream in = BundledManifests.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The module lacks its resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + file, e);
        }
    }
}
