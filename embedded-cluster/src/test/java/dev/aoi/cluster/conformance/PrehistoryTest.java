package dev.aoi.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class PrehistoryTest {
    private static final List<Manifest> MANIFESTS =
            List.of(
                    new Manifest(
                            "00-base.yaml", List.of(new Manifest.Item("Namespace", "shop", ""))),
                    new Manifest(
                            "06-metrics.yaml",
                            List.of(new Manifest.Item("Deployment", "metrics", ""))),
                    new Manifest(
                            "10-app.yaml",
                            List.of(
                                    new Manifest.Item("Deployment", "cart", ""),
                                    new Manifest.Item("Deployment", "search", ""))));

    private static Block block(String line, String out, int at) {
        return new Block(line, new Block.Output(out, ""), 0, Duration.ofSeconds(at));
    }

    private static List<Prehistory.Act> acts(Block... blocks) {
        return new Prehistory(new Recording("x", List.of(blocks)), MANIFESTS).acts();
    }

    @Test
    void appliesWhatTheRecordingNamesAsLongAgoAsItIsOld() {
        assertThat(
                        acts(
                                block(
                                        "kubectl get deploy -n shop",
                                        """
                                        NAME     READY   UP-TO-DATE   AVAILABLE   AGE
                                        cart     1/1     1            1           2m5s
                                        search   1/1     1            1           2m4s
                                        """,
                                        5)))
                .containsExactly(
                        new Prehistory.Act(
                                Duration.ofSeconds(120), "kubectl apply -f 00-base.yaml"),
                        new Prehistory.Act(
                                Duration.ofSeconds(120), "kubectl apply -f 10-app.yaml -n shop"),
                        new Prehistory.Act(
                                Duration.ZERO, "kubectl delete events --all --wait=false -n shop"));
    }

    @Test
    void makesAYoungerDeploymentAnew() {
        assertThat(
                        acts(
                                block(
                                        "kubectl get deploy -n shop",
                                        """
                                        NAME     READY   UP-TO-DATE   AVAILABLE   AGE
                                        cart     1/1     1            1           40s
                                        search   1/1     1            1           2m0s
                                        """,
                                        0)))
                .contains(
                        new Prehistory.Act(
                                Duration.ofSeconds(40),
                                "kubectl delete deployment --wait=false cart -n shop && kubectl"
                                    + " apply -f 10-app.yaml -n shop"));
    }

    @Test
    void leavesToTheRecordingWhatItAppliesItself() {
        assertThat(
                        acts(
                                block(
                                        "kubectl apply -f 10-app.yaml -n shop",
                                        "deployment cart created\n",
                                        0)))
                .extracting(Prehistory.Act::line)
                .containsExactly(
                        "kubectl apply -f 00-base.yaml",
                        "kubectl delete events --all --wait=false -n shop");
    }
}
