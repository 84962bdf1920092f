package dev.aoi.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A recording of our own against the real kubectl, where there is one. */
class ConformanceIT {
    private static final String STATE =
            """
            $ kubectl create namespace shop
            namespace/shop created
            --- stderr
            --- exit 0
            --- at +0s

            $ kubectl create deployment cart -n shop --image=local/social-network-microservices:1.0.0
            deployment.apps/cart created
            --- stderr
            --- exit 0
            --- at +1s

            $ kubectl rollout status deployment/cart -n shop --timeout=60s
            Waiting for deployment "cart" rollout to finish: 0 of 1 updated replicas are available...
            deployment "cart" successfully rolled out
            --- stderr
            --- exit 0
            --- at +8s

            $ kubectl get deployments -n shop
            NAME   READY   UP-TO-DATE   AVAILABLE   AGE
            cart   1/1     1            1           7s
            --- stderr
            --- exit 0
            --- at +8s

            $ kubectl get deployments -n shop cart -o jsonpath='{.spec.replicas}'
            2
            --- stderr
            --- exit 0
            --- at +8s

            $ kubectl get service nothing -n shop
            --- stderr
            Error from server (NotFound): services "nothing" not found
            --- exit 1
            --- at +9s

            """;

    @TempDir Path folder;

    @Test
    void theRealKubectlSeesWhatWasRecordedAndNothingElse() throws Exception {
        Path kubectl = InstalledKubectl.orSkip();
        Files.createDirectories(folder.resolve("manifests"));
        Files.writeString(folder.resolve("01-shop.txt"), STATE);
        try (OwnWorlds worlds = OwnWorlds.start()) {
            ConformanceRun run =
                    new ConformanceRun(folder, new Clients(kubectl, Optional.empty()), worlds, 1);
            List<StateResult> results =
                    run.run(ConformanceRun.recordings(folder, List.of()), state -> {});
            assertThat(results).hasSize(1);
            assertThat(results.getFirst().comparisons())
                    .extracting(c -> c.verdict().name())
                    .containsExactly("EQUAL", "EQUAL", "EQUAL", "EQUAL", "DIFFERENT", "EQUAL");
        }
    }
}
