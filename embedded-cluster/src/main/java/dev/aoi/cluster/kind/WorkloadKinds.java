package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.ResourceKindBuilder.row;

/** Rows of the table of kinds: workloads, what scales them and what protects them. */
final class WorkloadKinds {
    private static final String BATCH = "batch";

    private static final String APPS = "apps";

    private WorkloadKinds() {}

    static ResourceKindBuilder daemonSet() {
        return row(APPS, "v1", "DaemonSet", "daemonsets")
                .shortNames("ds")
                .all()
                .generation()
                .columns(WorkloadColumns.daemonSet())
                .defaults(KindDefaults::daemonSet)
                .validation(WorkloadValidation::deployment);
    }

    static ResourceKindBuilder deployment() {
        return row(APPS, "v1", "Deployment", "deployments")
                .shortNames("deploy")
                .all()
                .generation()
                .columns(WorkloadColumns.deployment())
                .defaults(KindDefaults::deployment)
                .validation(WorkloadValidation::deployment);
    }

    static ResourceKindBuilder replicaSet() {
        return row(APPS, "v1", "ReplicaSet", "replicasets")
                .shortNames("rs")
                .all()
                .generation()
                .columns(WorkloadColumns.replicaSet())
                .defaults(KindDefaults::replicaSet)
                .validation(WorkloadValidation::deployment);
    }

    static ResourceKindBuilder statefulSet() {
        return row(APPS, "v1", "StatefulSet", "statefulsets")
                .shortNames("sts")
                .all()
                .generation()
                .columns(WorkloadColumns.statefulSet())
                .defaults(KindDefaults::statefulSet)
                .validation(WorkloadValidation::statefulSet);
    }

    static ResourceKindBuilder cronJob() {
        return row(BATCH, "v1", "CronJob", "cronjobs")
                .shortNames("cj")
                .all()
                .generation()
                .columns(WorkloadColumns.cronJob())
                .defaults(KindDefaults::cronJob)
                .validation(WorkloadValidation::cronJob);
    }

    static ResourceKindBuilder job() {
        return row(BATCH, "v1", "Job", "jobs")
                .selectable("status.successful")
                .all()
                .generation()
                .columns(WorkloadColumns.job())
                .defaults(KindDefaults::job)
                .validation(WorkloadValidation::job);
    }

    static ResourceKindBuilder controllerRevision() {
        return row(APPS, "v1", "ControllerRevision", "controllerrevisions")
                .columns(PolicyColumns.controllerRevision());
    }

    static ResourceKindBuilder horizontalPodAutoscaler() {
        return row("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers")
                .shortNames("hpa")
                .all()
                .columns(PolicyColumns.autoscaler())
                .defaults(PolicyDefaults::autoscaler)
                .validation(PolicyValidation::autoscaler);
    }

    static ResourceKindBuilder podDisruptionBudget() {
        return row("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets")
                .shortNames("pdb")
                .generation()
                .columns(PolicyColumns.budget())
                .defaults(PolicyDefaults::budget)
                .validation(PolicyValidation::budget);
    }
}
