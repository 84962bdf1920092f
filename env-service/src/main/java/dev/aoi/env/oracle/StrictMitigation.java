package dev.aoi.env.oracle;

import dev.aoi.env.cluster.ClusterAccess;
import dev.aoi.env.cluster.LoadJob;
import dev.aoi.env.cluster.LoadReport;
import dev.aoi.env.cluster.NamespaceSnapshot;
import dev.aoi.env.cluster.Readiness;
import dev.aoi.env.fault.FaultFacts;
import dev.aoi.schemas.env.ObjectState;
import dev.aoi.schemas.env.OracleVerdict;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our rules for mitigations (DESIGN.md, invariant 9), in this order: the defect is gone; nothing
 * else differs from the snapshot before the fault; within a minute all pods are ready and then stay
 * so for 30 s of the cluster's time without a restart; load is served without a failed request.
 * What follows a rule that does not hold is not tried, except that the comparison always is.
 */
final class StrictMitigation {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final String PRAISE =
            "The defect is gone, the application is stable and serves, and nothing else changed.";

    private StrictMitigation() {}

    static StrictScore judge(
            ClusterAccess access, Truth truth, List<ObjectState> before, String loadUrl)
            throws InterruptedException {
        List<OracleVerdict> oracles = new ArrayList<>();
        oracles.add(defectGone(access, truth));
        List<String> changes =
                NamespaceSnapshot.differences(
                        before, NamespaceSnapshot.take(access.client(), truth.namespace()));
        oracles.add(
                Verdicts.of(
                        "strict.untouched",
                        changes.isEmpty(),
                        changes.isEmpty()
                                ? "Everything is as before the fault"
                                : "Not as before the fault: " + String.join(", ", changes) + "."));
        boolean gone = oracles.getFirst().getPassed();
        OracleVerdict stable =
                gone
                        ? stable(access, truth.namespace())
                        : Verdicts.of("strict.stable", false, "Not tried: the defect is there.");
        oracles.add(stable);
        oracles.add(
                stable.getPassed()
                        ? served(access, loadUrl)
                        : Verdicts.of("strict.served", false, "Not tried: it is not stable."));
        return new StrictScore(oracles, PRAISE);
    }

    private static OracleVerdict defectGone(ClusterAccess access, Truth truth) {
        String oracle = "strict.defectGone";
        return switch (truth.problem().family()) {
            case TARGET_PORT -> {
                Service service =
                        access.client()
                                .services()
                                .inNamespace(truth.namespace())
                                .withName(truth.service())
                                .get();
                OracleVerdict port =
                        CompatMitigation.firstPort(
                                service, Integer.parseInt(truth.fact(FaultFacts.PORT)));
                yield Verdicts.of(oracle, port.getPassed(), port.getDetail() + ".");
            }
            case SCALE_TO_ZERO -> {
                Deployment deployment =
                        access.client()
                                .apps()
                                .deployments()
                                .inNamespace(truth.namespace())
                                .withName(truth.service())
                                .get();
                int right = Integer.parseInt(truth.fact(FaultFacts.REPLICAS));
                Integer wanted = deployment == null ? null : deployment.getSpec().getReplicas();
                yield Verdicts.of(
                        oracle,
                        Objects.equals(wanted, right),
                        "spec.replicas is " + wanted + ", right is " + right + ".");
            }
            case NONE -> Verdicts.of(oracle, true, "Nothing was broken.");
        };
    }

    private static OracleVerdict stable(ClusterAccess access, String namespace)
            throws InterruptedException {
        String oracle = "strict.stable";
        List<String> missing = Readiness.await(access, namespace, GRACE);
        if (!missing.isEmpty()) {
            return Verdicts.of(oracle, false, "Not ready within a minute: " + missing + ".");
        }
        TreeMap<String, Integer> start = restarts(access, namespace);
        for (Duration passed = Duration.ZERO;
                passed.compareTo(WINDOW) < 0;
                passed = passed.plus(STEP)) {
            access.clock().pass(STEP);
            List<String> unready = Readiness.unready(access, namespace);
            if (!unready.isEmpty()) {
                return Verdicts.of(oracle, false, "Became unready again: " + unready + ".");
            }
            if (!restarts(access, namespace).equals(start)) {
                return Verdicts.of(oracle, false, "Pods restarted or were replaced meanwhile.");
            }
        }
        return Verdicts.of(
                oracle,
                true,
                "Ready for " + WINDOW.toSeconds() + " s of the cluster's time without a restart");
    }

    /** Restart counts by pod; pods on their way out do not count. */
    private static TreeMap<String, Integer> restarts(ClusterAccess access, String namespace) {
        TreeMap<String, Integer> restarts = new TreeMap<>();
        CompatMitigation.pods(access.client(), namespace).stream()
                .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
                .forEach(
                        p ->
                                restarts.put(
                                        p.getMetadata().getUid(),
                                        p.getStatus().getContainerStatuses().stream()
                                                .mapToInt(ContainerStatus::getRestartCount)
                                                .sum()));
        return restarts;
    }

    private static OracleVerdict served(ClusterAccess access, String loadUrl)
            throws InterruptedException {
        Optional<LoadReport> report = LoadJob.ordinary(loadUrl).run(access);
        boolean served = report.filter(LoadReport::served).isPresent();
        return Verdicts.of(
                "strict.served",
                served,
                report.map(
                                r ->
                                        "%d requests were answered, %d failed%s"
                                                .formatted(
                                                        r.completed(),
                                                        r.failed(),
                                                        served ? "" : "."))
                        .orElse("The load job ended without a report."));
    }
}
