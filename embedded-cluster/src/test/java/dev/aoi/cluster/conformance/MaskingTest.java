package dev.aoi.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    private static String masked(String text) {
        return Masking.mask(text).text().strip();
    }

    @Test
    void masksAgesAndSuffixesOfATableAndItsPadding() {
        assertThat(
                        masked(
                                """
                                NAME                           READY   STATUS    RESTARTS      AGE
                                user-service-958d6967d-6fknm   0/1     Error     3 (26s ago)   2m14s
                                home-timeline-redis-0          1/1     Running   0             9s
                                """))
                .isEqualTo(
                        """
                        NAME  READY  STATUS  RESTARTS  AGE
                        user-service-‹SUFFIX›-‹SUFFIX›  0/1  Error  3 (‹AGE› ago)  ‹AGE›
                        home-timeline-redis-0  1/1  Running  0  ‹AGE›\
                        """);
    }

    @Test
    void keepsCountsOfEventsAndMasksTheirAges() {
        assertThat(
                        masked(
                                """
                                  Type     Reason   Age                From     Message
                                  Warning  BackOff  16s (x3 over 45s)  kubelet  Back-off restarting failed container
                                """))
                .endsWith(
                        "Warning  BackOff  ‹AGE› (x3 over ‹AGE›)  kubelet  Back-off restarting"
                                + " failed container");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "creationTimestamp: \"2026-11-23T02:31:16Z\" | creationTimestamp: \"‹TIME›\"",
                "Start Time: Mon, 23 Nov 2026 02:31:16 +0000 | Start Time: ‹TIME›",
                "2026/11/23 02:31:16.123456 [info] alive | ‹TIME› [info] alive",
                "LAST DEPLOYED: Mon Nov 23 02:09:52 2026 | LAST DEPLOYED: ‹TIME›",
                "uid: 3a0c2f62-7d8b-4b0e-9a54-0d5b8c9e1f22 | uid: ‹UID›",
                "resourceVersion: \"4711\" | resourceVersion: \"‹VERSION›\"",
                "dial tcp 10.244.0.9:9090: connect: connection refused | dial tcp ‹ADDRESS›:9090:"
                        + " connect: connection refused",
                "running at https://10.200.0.2:6443 | running at https://‹ADDRESS›",
                "running at https://127.0.0.1:4711/worlds/x | running at https://‹ADDRESS›",
                "name: user-service-958d6967d-6fknm.18ea892429369458 | name:"
                        + " user-service-‹SUFFIX›-‹SUFFIX›.‹SUFFIX›",
                "in pod user-service-958d6967d-6fknm_shop(3a0c2f62-7d8b-4b0e-9a54-0d5b8c9e1f22) |"
                        + " in pod user-service-‹SUFFIX›-‹SUFFIX›_shop(‹UID›)",
                "[pod/user-service-958d6967d-6fknm/user-service] x |"
                        + " [pod/user-service-‹SUFFIX›-‹SUFFIX›/user-service] x",
                "pod-template-hash: 958d6967d | pod-template-hash: ‹SUFFIX›",
                "pulled image \"a:1\" in 321ms (321ms including waiting) | pulled image \"a:1\" in"
                        + " ‹AGE› (‹AGE› including waiting)",
            })
    void masksWhatIsAccidental(String text, String expected) {
        assertThat(masked(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Liveness: http-get http://:9090/healthz delay=5s timeout=1s period=10s #success=1"
                        + " #failure=3",
                "Termination Grace Period:  30s",
                "Back-off 20s restarting failed container=user-service",
                "node.kubernetes.io/not-ready:NoExecute op=Exists for 300s",
                "listening on 0.0.0.0:9090",
                "user-mongodb-pvc",
                "restartCount: 3",
                "observedGeneration: 2",
            })
    void keepsWhatTellsSomething(String text) {
        assertThat(masked(text)).isEqualTo(text);
    }

    @Test
    void takesACpuFigureForNoAge() {
        assertThat(masked("NAME    CPU(cores)   MEMORY(bytes)\nnode1   1146m        15Mi\n"))
                .isEqualTo("NAME  CPU(cores)  MEMORY(bytes)\nnode1  1146m  15Mi");
    }

    @Test
    void countsWhatItHides() {
        assertThat(Masking.mask("uid: 3a0c2f62-7d8b-4b0e-9a54-0d5b8c9e1f22\n").maskedCharacters())
                .isEqualTo(36);
    }
}
