package dev.aoi.env.oracle;

import dev.aoi.env.fault.FaultFacts;
import dev.aoi.schemas.env.OracleVerdict;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The benchmark's rules for mitigations (aiopslab.md 1.3): one look at the cluster as it is, no
 * time for it to settle, and whatever the answer says is not read.
 */
final class CompatMitigation {
    private CompatMitigation() {}

    static CompatScore judge(KubernetesClient client, Truth truth) {
        List<OracleVerdict> oracles =
                switch (truth.problem().family()) {
                    case TARGET_PORT -> targetPort(client, truth);
                    case SCALE_TO_ZERO -> scaleToZero(client, truth);
                    case NONE -> List.of();
                };
        boolean success = oracles.stream().allMatch(OracleVerdict::getPassed);
        return new CompatScore(success, Map.of("success", "" + success), oracles);
    }

    /** R1: the first port's target, then the null-safe sweep. */
    private static List<OracleVerdict> targetPort(KubernetesClient client, Truth truth) {
        Service service =
                client.services().inNamespace(truth.namespace()).withName(truth.service()).get();
        List<OracleVerdict> oracles = new ArrayList<>();
        OracleVerdict port = firstPort(service, Integer.parseInt(truth.fact(FaultFacts.PORT)));
        oracles.add(port);
        if (port.getPassed()) {
            PodSweep.Result sweep = PodSweep.nullSafe(pods(client, truth.namespace()));
            oracles.add(Verdicts.of("R1.sweep", sweep.healthy(), sweep.detail()));
        }
        return oracles;
    }

    static OracleVerdict firstPort(@Nullable Service service, int right) {
        if (service == null || service.getSpec().getPorts().isEmpty()) {
            return Verdicts.of("R1.targetPort", false, "The service or its ports are gone");
        }
        IntOrString target = service.getSpec().getPorts().getFirst().getTargetPort();
        Object value = target == null ? null : target.getValue();
        boolean passed = value instanceof Integer number && number == right;
        return Verdicts.of(
                "R1.targetPort",
                passed,
                "spec.ports[0].targetPort is "
                        + (value instanceof String text ? "the text \"" + text + '"' : value)
                        + ", right is the number "
                        + right);
    }

    /** R4: wanted and available replicas, then in any case the plain sweep. */
    private static List<OracleVerdict> scaleToZero(KubernetesClient client, Truth truth) {
        Deployment deployment =
                client.apps()
                        .deployments()
                        .inNamespace(truth.namespace())
                        .withName(truth.service())
                        .get();
        PodSweep.Result sweep = PodSweep.plain(pods(client, truth.namespace()));
        return List.of(
                replicas(deployment, Integer.parseInt(truth.fact(FaultFacts.REPLICAS))),
                Verdicts.of("R4.sweep", sweep.healthy(), sweep.detail()));
    }

    static OracleVerdict replicas(@Nullable Deployment deployment, int right) {
        if (deployment == null) {
            return Verdicts.of("R4.replicas", false, "The deployment is gone");
        }
        int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        int available =
                deployment.getStatus() == null
                        ? 0
                        : Objects.requireNonNullElse(
                                deployment.getStatus().getAvailableReplicas(), 0);
        return Verdicts.of(
                "R4.replicas",
                wanted == right && available == right,
                wanted + " wanted and " + available + " available, right is " + right);
    }

    static List<Pod> pods(KubernetesClient client, String namespace) {
        return client.pods().inNamespace(namespace).list().getItems();
    }
}
