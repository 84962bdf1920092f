package dev.aoi.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kubelet.ContainerList;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class RhythmTest {
    private static final String WORKLOAD =
            """
            kind: Deployment
            metadata: {name: cart}
            spec:
              template:
                spec:
                  containers:
                  - name: cart
                    readinessProbe: {periodSeconds: 3}
            """;

    private static final List<Manifest> MANIFESTS =
            List.of(
                    new Manifest(
                            "00-base.yaml", List.of(new Manifest.Item("Namespace", "shop", ""))),
                    new Manifest(
                            "10-app.yaml",
                            List.of(new Manifest.Item("Deployment", "cart", WORKLOAD))));

    /** The recorded state's first event is 20 ms after its beginning. */
    private static final Instant FIRST = Instant.parse("2026-11-23T01:00:00.520Z");

    private static final Instant BEGINS = Instant.parse("2026-11-01T08:00:00.500Z");

    private static String event(
            String kind, String object, String reason, String message, int millis) {
        Instant at = FIRST.plusMillis(millis);
        long moment = at.getEpochSecond() * 1_000_000_000L + at.getNano();
        return """
        - involvedObject: {kind: %s, name: %s}
          metadata: {name: %s.%016x}
          reason: %s
          message: '%s'
        """
                .formatted(kind, object, object, moment, reason, message);
    }

    private static Recording recording(String... events) {
        return new Recording(
                "x",
                List.of(
                        block("kubectl delete pod cart-1-abcde -n shop", "", 0),
                        block(
                                "kubectl get deploy -n shop",
                                """
                                NAME   READY   UP-TO-DATE   AVAILABLE   AGE
                                cart   1/1     1            1           4m5s
                                """,
                                5),
                        block(
                                "kubectl get events -n shop -o yaml",
                                "items:\n" + String.join("", events),
                                9)));
    }

    private static Block block(String line, String out, int at) {
        return new Block(line, new Block.Output(out, ""), 0, Duration.ofSeconds(at));
    }

    private static RecordedRhythm recorded(Recording recording) {
        return new RecordedRhythm(new RecordedEvents(recording), MANIFESTS);
    }

    private static Rhythm rhythm(Recording recording) {
        return new Rhythm(recorded(recording), new Prehistory(recording, MANIFESTS));
    }

    private static final String STOPPING =
            event("Pod", "cart-1-abcde", "Killing", "Stopping container cart", 0);

    private static final String REFUSED =
            event(
                    "Pod",
                    "cart-1-abcde",
                    "Unhealthy",
                    "Readiness probe failed: dial tcp: connect: connection refused",
                    211);

    private static final String BACK_OFF =
            event(
                    "Pod",
                    "cart-2-fghij",
                    "BackOff",
                    "Back-off restarting failed container cart in pod cart-2-fghij",
                    2100);

    @Test
    void aBackOffFollowsAList() {
        Recording recording = recording(STOPPING, BACK_OFF);
        assertThat(recorded(recording).listed()).contains(Duration.ofMillis(2100));
        ContainerList lists = new ContainerList(BEGINS.minusMillis(100));
        Duration earlier = rhythm(recording).earlier(lists, BEGINS);
        // The fourth list is at 2,909 ms.
        assertThat(earlier).isEqualTo(Duration.ofMillis(809));
        ContainerList shifted = new ContainerList(lists.first().minus(earlier));
        assertThat(shifted.from(BEGINS.plusMillis(2100))).isEqualTo(BEGINS.plusMillis(2100));
    }

    @Test
    void aBackOffOfAContainerThatTheKubeletKilledDoesNot() {
        String killed = event("Pod", "cart-2-fghij", "Killing", "Container cart failed", 1000);
        assertThat(recorded(recording(STOPPING, killed, BACK_OFF)).listed()).isEmpty();
    }

    @Test
    void anOldPodIsReplacedAfterAListThatLetANewOneBeProbed() {
        Recording recording =
                recording(
                        event("Deployment", "cart", "ScalingReplicaSet", "Scaled up to 1", 0),
                        event("Pod", "cart-2-fghij", "Started", "Container started", 900),
                        event("Deployment", "cart", "ScalingReplicaSet", "Scaled down to 0", 1600));
        assertThat(recorded(recording).listed()).contains(Duration.ofMillis(1585));
    }

    @Test
    void aPodWhoseProbeMetItsEndIsMadeAnew() {
        Recording recording = recording(STOPPING, REFUSED);
        assertThat(recorded(recording).met())
                .containsExactly(
                        new RecordedRhythm.Met(
                                "cart-1-abcde",
                                "cart",
                                Duration.ofMillis(100),
                                Duration.ofSeconds(3)));
        Rhythm rhythm = rhythm(recording);
        ContainerList lists = new ContainerList(BEGINS.minus(Duration.ofMinutes(9)));
        ContainerList aligned =
                new ContainerList(lists.first().minus(rhythm.earlier(lists, BEGINS)));
        // Seven periods and 20 ms before it looked, and 1150 ms before that list.
        assertThat(rhythm.acts(aligned, BEGINS))
                .containsExactly(
                        new Prehistory.Act(
                                Duration.ofMillis(21_000 - 100 + 20 + 1150),
                                "kubectl delete --wait=false $(kubectl get pods -n shop -o name |"
                                        + " grep '^pod/cart-' | head -1) -n shop"));
    }

    @Test
    void aPodWhoseAgeIsToldIsLeft() {
        Recording told = recording(STOPPING, REFUSED);
        List<Block> blocks = new java.util.ArrayList<>(told.blocks());
        blocks.add(
                block(
                        "kubectl get pods -n shop",
                        "NAME           READY   STATUS    RESTARTS   AGE\n"
                                + "cart-1-abcde   1/1     Running   0          70s\n",
                        2));
        Recording recording = new Recording("x", blocks);
        ContainerList lists = new ContainerList(BEGINS.minus(Duration.ofMinutes(9)));
        assertThat(rhythm(recording).acts(lists, BEGINS)).isEmpty();
        assertThat(rhythm(recording).earlier(lists, BEGINS)).isZero();
    }
}
