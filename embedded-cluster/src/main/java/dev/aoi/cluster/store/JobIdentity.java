package dev.aoi.cluster.store;

import tools.jackson.databind.node.ObjectNode;

/** The labels and the selector by which a job knows its pods, made from its uid. */
final class JobIdentity {
    private JobIdentity() {}

    /** Fills {@code spec.selector} and the template's labels unless the selector is manual. */
    static void stamp(ObjectNode job, String uid) {
        ObjectNode spec = job.withObject("spec");
        if (spec.path("manualSelector").asBoolean(false)) {
            return;
        }
        spec.withObject("selector")
                .withObject("matchLabels")
                .put("batch.kubernetes.io/controller-uid", uid);
        String name = ObjectMeta.name(job);
        ObjectNode labels = spec.withObject("template").withObject("metadata").withObject("labels");
        labels.put("batch.kubernetes.io/controller-uid", uid)
                .put("batch.kubernetes.io/job-name", name)
                .put("controller-uid", uid)
                .put("job-name", name);
        ObjectNode own = ObjectMeta.mutable(job).withObject("labels");
        labels.properties().forEach(entry -> own.putIfAbsent(entry.getKey(), entry.getValue()));
    }
}
