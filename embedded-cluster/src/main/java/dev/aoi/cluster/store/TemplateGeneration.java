package dev.aoi.cluster.store;

import tools.jackson.databind.node.ObjectNode;

/** The annotation by which a DaemonSet counts the changes of its template. */
final class TemplateGeneration {
    private static final String NAME = "deprecated.daemonset.template.generation";

    private TemplateGeneration() {}

    static void first(ObjectNode set) {
        ObjectMeta.mutable(set).withObject("annotations").put(NAME, "1");
    }

    static void next(ObjectNode set, ObjectNode old) {
        long before = Long.parseLong(ObjectMeta.annotations(old).getOrDefault(NAME, "1"));
        boolean same = set.at("/spec/template").equals(old.at("/spec/template"));
        ObjectMeta.mutable(set)
                .withObject("annotations")
                .put(NAME, Long.toString(same ? before : before + 1));
    }
}
