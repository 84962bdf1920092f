package dev.aoi.cluster.world;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a world is before anyone touches it: its nodes, its namespaces, the objects in them. */
public enum ClusterShape {
    /** Two nodes as kind makes them: a tainted control plane and a worker. */
    KIND("kind", "kind-control-plane"),

    /** One node, {@code node1}, untainted: a cluster as its components start it, and no add-ons. */
    NODE1("node1", "node1");

    private final String text;
    private final String controlPlane;

    ClusterShape(String text, String controlPlane) {
        this.text = text;
        this.controlPlane = controlPlane;
    }

    /** Its name in requests and on the command line. */
    public String text() {
        return text;
    }

    /** The node that runs the scheduler. */
    String controlPlane() {
        return controlPlane;
    }

    /**
     * The shape of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ClusterShape of(String text) {
        return Arrays.stream(values())
                .filter(shape -> shape.text.equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no cluster shape is named %s; there are %s"
                                                .formatted(text, names())));
    }

    private static String names() {
        return Arrays.stream(values()).map(ClusterShape::text).collect(Collectors.joining(", "));
    }
}
