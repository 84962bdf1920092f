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
                                Duration.ZERO,
                                "kubectl delete --raw /api/v1/namespaces/shop/events"));
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
                        "kubectl delete --raw /api/v1/namespaces/shop/events");
    }

    private static String set(String name, String revisions, String created, String image) {
        return """
        - apiVersion: apps/v1
          kind: ReplicaSet
          metadata:
            annotations:
        %s
            creationTimestamp: "%s"
            name: %s
            namespace: shop
            ownerReferences:
            - kind: Deployment
              name: cart
          spec:
            template:
              metadata:
                labels:
                  app: cart
                  pod-template-hash: x
              spec:
                containers:
                - image: %s
                  name: cart
        """
                .formatted(revisions, created, name, image);
    }

    @Test
    void rollsOutWhatReplicaSetsTellOfEarlierRevisions() {
        String sets =
                "apiVersion: v1\nitems:\n"
                        + set(
                                "cart-b",
                                "      deployment.kubernetes.io/revision: '2'",
                                "2026-11-23T01:01:00Z",
                                "cart:2")
                        + set(
                                "cart-a",
                                "      deployment.kubernetes.io/revision: '3'\n"
                                        + "      deployment.kubernetes.io/revision-history: '1'",
                                "2026-11-23T01:00:00Z",
                                "cart:1")
                        + set(
                                "cart-c",
                                "      deployment.kubernetes.io/revision: '4'",
                                "2026-11-23T01:03:00Z",
                                "cart:3")
                        + "kind: List\n";
        String ages =
                """
                NAME     DESIRED   CURRENT   READY   AGE
                cart-a   1         1         1       3m10s
                cart-b   0         0         0       2m10s
                cart-c   1         1         0       10s
                """;
        List<Prehistory.Act> acts =
                acts(
                        block("kubectl get rs -n shop", ages, 10),
                        block("kubectl get rs -n shop -l app=cart -o yaml", sets, 10));
        String patch = "kubectl patch deployment cart -n shop --type=json -p '%s'";
        String template =
                "[{\"op\":\"replace\",\"path\":\"/spec/template\",\"value\":{\"metadata\":"
                        + "{\"labels\":{\"app\":\"cart\"}},\"spec\":{\"containers\":"
                        + "[{\"image\":\"cart:%d\",\"name\":\"cart\"}]}}}]";
        assertThat(acts)
                .contains(
                        new Prehistory.Act(
                                Duration.ofMinutes(2), patch.formatted(template.formatted(2))),
                        new Prehistory.Act(
                                Duration.ofSeconds(20), patch.formatted(template.formatted(1))));
        assertThat(acts).extracting(Prehistory.Act::line).noneMatch(l -> l.contains("cart:3"));
    }

    @Test
    void appliesAManifestInPartsWhereItsPodsWereMadeInDifferentSeconds() {
        List<Manifest> manifests =
                List.of(
                        new Manifest(
                                "10-app.yaml",
                                List.of(
                                        new Manifest.Item("Deployment", "cart", "one"),
                                        new Manifest.Item("Service", "cart", "two"),
                                        new Manifest.Item("Deployment", "search", "three"))));
        Recording recording =
                new Recording(
                        "x",
                        List.of(
                                block(
                                        "kubectl get pods",
                                        """
                                        NAME             READY   STATUS    RESTARTS   AGE
                                        cart-x-abcde     1/1     Running   0          65s
                                        search-x-abcde   1/1     Running   0          64s
                                        """,
                                        5)));
        assertThat(new Prehistory(recording, manifests).acts())
                .containsExactly(
                        new Prehistory.Act(
                                Duration.ofSeconds(60),
                                "printf %s 'one\n---\ntwo' | kubectl apply -f -"),
                        new Prehistory.Act(
                                Duration.ofSeconds(59), "printf %s 'three' | kubectl apply -f -"));
    }

    private static String event(String kind, String object, String reason, String moment) {
        return """
        - involvedObject:
            kind: %s
            name: %s
          kind: Event
          metadata:
            name: %s.%s
          reason: %s
        """
                .formatted(kind, object, object, moment, reason);
    }

    /** 0x18ea892924ee16de is 01:43:31.266812; the other 01:43:50.266812. */
    @Test
    void makesAnAutoscalerFifteenSecondsBeforeItsFirstLook() {
        List<Manifest> manifests =
                List.of(
                        new Manifest(
                                "20-more.yaml",
                                List.of(
                                        new Manifest.Item("Deployment", "cart", "cart"),
                                        new Manifest.Item(
                                                "HorizontalPodAutoscaler", "scaler", "scaler"))));
        Recording recording =
                new Recording(
                        "x",
                        List.of(
                                block(
                                        "kubectl get deploy -n shop",
                                        """
                                        NAME     READY   UP-TO-DATE   AVAILABLE   AGE
                                        cart     1/1     1            1           36s
                                        """,
                                        0),
                                block(
                                        "kubectl get events -n shop -o yaml",
                                        "items:\n"
                                                + event(
                                                        "HorizontalPodAutoscaler",
                                                        "scaler",
                                                        "FailedGetResourceMetric",
                                                        "18ea892924ee16de")
                                                + event(
                                                        "Deployment",
                                                        "cart",
                                                        "ScalingReplicaSet",
                                                        "18ea892d916b14de"),
                                        1)));
        assertThat(new RecordedEvents(recording).begins())
                .contains(java.time.Instant.parse("2026-11-23T01:43:50.246811614Z"));
        assertThat(new Prehistory(recording, manifests).acts())
                .extracting(Prehistory.Act::before)
                .containsExactly(Duration.ofSeconds(36), Duration.ofMillis(33_980));
    }
}
