package dev.aoi.env.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs the benchmark's load generator as a Job in {@code default} (aiopslab.md 6.1).
 *
 * @param name of the Job
 * @param url where requests go
 * @param rate requests a second
 * @param seconds how long
 */
public record LoadJob(String name, String url, int rate, int seconds) {
    /** Where load jobs run. */
    public static final String NAMESPACE = "default";

    /** The load of a problem. */
    public static final String DEFAULT_NAME = "wrk2-job";

    /** ConfigMap that holds the generator's script. */
    public static final String SCRIPT_MAP = "wrk2-payload-script";

    private static final String SCRIPT_FILE = "compose-post.lua";
    private static final String IMAGE = "docker.io/deathstarbench/wrk2-client:latest";
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Posts of random users, as wrk asks its script for them. */
    private static final String SCRIPT =
            """
            local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
            request = function()
              local user = math.random(0, 961)
              local body = "username=username_" .. user .. "&user_id=" .. user
                .. "&text=post-" .. math.random(1, 1000000)
                .. "&media_ids=[]&media_types=[]&post_type=0"
              return wrk.format("POST", "/wrk2-api/post/compose", headers, body)
            end
            """;

    /** The ordinary load of a problem: 10 requests a second for 10 s. */
    public static LoadJob ordinary(String url) {
        return new LoadJob(DEFAULT_NAME, url, 10, 10);
    }

    /**
     * Runs the job to its end in the cluster's time; an older one of the same name is replaced.
     *
     * @return its report; empty when it ended without one
     */
    public Optional<LoadReport> run(ClusterAccess access) throws InterruptedException {
        KubernetesClient client = access.client();
        remove(access);
        if (client.configMaps().inNamespace(NAMESPACE).withName(SCRIPT_MAP).get() == null) {
            client.resource(script()).create();
        }
        client.resource(job()).create();
        Instant end = access.clock().now().plus(PATIENCE).plusSeconds(seconds);
        access.clock().pass(Duration.ofSeconds(seconds).plus(STEP));
        while (!ended(client) && access.clock().now().isBefore(end)) {
            access.clock().pass(STEP);
        }
        return report(client);
    }

    private void remove(ClusterAccess access) throws InterruptedException {
        var job = access.client().batch().v1().jobs().inNamespace(NAMESPACE).withName(name);
        if (job.get() == null) {
            return;
        }
        job.withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
        Instant end = access.clock().now().plus(PATIENCE);
        while (job.get() != null && access.clock().now().isBefore(end)) {
            access.clock().pass(STEP);
        }
    }

    private boolean ended(KubernetesClient client) {
        Job job = client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get();
        JobStatus status = job == null ? null : job.getStatus();
        return status != null
                && (Objects.requireNonNullElse(status.getSucceeded(), 0) > 0
                        || Objects.requireNonNullElse(status.getFailed(), 0) > 0);
    }

    private Optional<LoadReport> report(KubernetesClient client) {
        return client
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("job-name", name)
                .list()
                .getItems()
                .stream()
                .map(p -> p.getMetadata().getName())
                .map(p -> client.pods().inNamespace(NAMESPACE).withName(p).getLog())
                .map(log -> LoadReport.parse(Objects.requireNonNullElse(log, "")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static ConfigMap script() {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(SCRIPT_MAP)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToData(SCRIPT_FILE, SCRIPT)
                .build();
    }

    private Job job() {
        List<String> args =
                List.of(
                        "wrk",
                        "-D",
                        "exp",
                        "-t",
                        "2",
                        "-c",
                        "2",
                        "-d",
                        seconds + "s",
                        "-L",
                        "-s",
                        "/scripts/" + SCRIPT_FILE,
                        url,
                        "-R",
                        "" + rate,
                        "--latency");
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("wrk2-client")
                .withImage(IMAGE)
                .withArgs(args)
                .addNewVolumeMount()
                .withName("scripts")
                .withMountPath("/scripts/" + SCRIPT_FILE)
                .withSubPath(SCRIPT_FILE)
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("scripts")
                .withNewConfigMap()
                .withName(SCRIPT_MAP)
                .endConfigMap()
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
