package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.conformance.InstalledKubectl;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code kubectl get -w} to its end.
 *
 * <p>What is expected was observed with kubectl 1.36.3 and a kube-apiserver 1.36.3 with etcd: its
 * connection closed and reset by a relay of bytes, its API server killed and terminated, and its
 * watch sent to another resourceVersion by a relay of requests. A dropped connection is silent and
 * ends with 0 there. kubectl lists before it watches, so an expired version meets it as an event of
 * the stream, which it prints like an object; that ends with 0 too.
 */
final class KubectlWatchIT {
    private static final int CHANGES = 1_000;

    /** More than a world keeps of one kind. */
    private static final int TOO_MANY = 4_300;

    private static final String MAPS = "/worlds/w/api/v1/namespaces/default/configmaps";
    private static final List<String> TABLE = List.of();
    private static final List<String> EVENTS = List.of("--output-watch-events");
    private static final List<String> NAME = List.of("-o", "name");

    @TempDir Path folder;
    private Path kubectl;
    private TestHost host;
    private int runs;
    private int changes;

    @BeforeEach
    void start() throws Exception {
        kubectl = InstalledKubectl.orSkip();
        host = TestHost.start(Files.createDirectory(folder.resolve("worlds")));
        host.admin.createWorld("w", 1);
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void showsEveryChange() throws Exception {
        create();
        Watch events = watch(login(host.host.worldUri("w")), EVENTS);
        Watch values =
                watch(
                        login(host.host.worldUri("w")),
                        List.of("-o", "jsonpath={.metadata.name} {.data.n}{\"\\n\"}"));
        events.awaitLines(2);
        values.awaitLines(1);
        change(1, CHANGES);
        events.awaitLines(CHANGES + 2);
        values.awaitLines(CHANGES + 1);
        assertThat(values.lines())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, CHANGES).mapToObj(n -> "counter " + n).toList());
        assertThat(events.lines().getFirst()).isEqualTo("EVENT      NAME      DATA   AGE");
        assertThat(events.lines().get(1)).startsWith("ADDED      counter   1      ");
        assertThat(events.lines().subList(2, CHANGES + 2))
                .allMatch(line -> line.startsWith("MODIFIED   counter   1      "));
        events.interrupt();
        values.interrupt();
    }

    @Test
    void endsSilentlyWhenItsConnectionIsDropped() throws Exception {
        create();
        try (Relay relay = new Relay(host.host.worldUri("w"))) {
            List<Watch> watches = new ArrayList<>();
            for (List<String> form : List.of(TABLE, EVENTS, NAME, List.of("-o", "yaml"))) {
                watches.add(watch(login(relay.address()), form));
            }
            watches.add(watch(login(relay.address()), "configmap", "counter", "-w"));
            change(watches);
            relay.drop();
            for (Watch watch : watches) {
                assertThat(watch.end()).isEqualTo("--- exit 0\n");
            }
            assertThat(watches.get(2).lines().getFirst()).isEqualTo("configmap/counter");
        }
    }

    @Test
    void endsSilentlyWithItsServer() throws Exception {
        create();
        List<Watch> watches = new ArrayList<>();
        for (List<String> form : List.of(TABLE, EVENTS, NAME)) {
            watches.add(watch(login(host.host.worldUri("w")), form));
        }
        change(watches);
        host.close();
        for (Watch watch : watches) {
            assertThat(watch.end()).isEqualTo("--- exit 0\n");
        }
        host = null;
    }

    @Test
    void printsThatItsVersionHasExpired() throws Exception {
        create();
        change(1, TOO_MANY);
        String token = TestHost.token("env", "w");
        try (OtherVersions relay = new OtherVersions(host.host, "w", token, "1")) {
            Path login = without(relay.address());
            Watch table = watch(login, List.of());
            Watch only = watch(login, List.of("--watch-only"));
            Watch events = watch(login, EVENTS);
            Watch name = watch(login, NAME);
            Watch yaml = watch(login, List.of("-o", "yaml"));
            for (Watch watch : List.of(table, only, events, name, yaml)) {
                assertThat(watch.end()).isEqualTo("--- exit 0\n");
            }
            assertThat(only.lines())
                    .hasSize(2)
                    .startsWith("STATUS    REASON    MESSAGE")
                    .last()
                    .asString()
                    .matches("Failure   Expired   too old resource version: 1 \\(\\d+\\)");
            String message = only.lines().getLast().substring("Failure   Expired   ".length());
            assertThat(table.lines()).hasSize(4);
            assertThat(table.lines().subList(2, 4))
                    .containsExactly(
                            "STATUS    REASON    MESSAGE", "Failure   Expired   " + message);
            assertThat(events.lines()).hasSize(4);
            assertThat(events.lines().get(3))
                    .isEqualTo("ERROR      Failure   Expired   " + message);
            assertThat(name.lines()).containsExactly("configmap/counter", "status/<unknown>");
            assertThat(String.join("\n", yaml.lines()))
                    .endsWith(
                            """
                            ---
                            apiVersion: v1
                            code: 410
                            kind: Status
                            message: '%s'
                            metadata: {}
                            reason: Expired
                            status: Failure\
                            """
                                    .formatted(message));
        }
    }

    @Test
    void saysWhatVersionCannotBeRead() throws Exception {
        create();
        String token = TestHost.token("env", "w");
        try (OtherVersions relay = new OtherVersions(host.host, "w", token, "abc")) {
            Watch watch = watch(without(relay.address()), NAME);
            assertThat(watch.end())
                    .isEqualTo(
                            "Error from server: resourceVersion: Invalid value: \"abc\":"
                                    + " strconv.ParseUint: parsing \"abc\": invalid syntax\n"
                                    + "--- exit 1\n");
            assertThat(watch.lines()).containsExactly("configmap/counter");
        }
    }

    private void create() throws Exception {
        assertThat(
                        host.post(
                                        MAPS,
                                        TestHost.token("env", "w"),
                                        "{\"metadata\":{\"name\":\"counter\",\"labels\":{\"app\":"
                                                + "\"counter\"}},\"data\":{\"n\":\"0\"}}")
                                .statusCode())
                .isEqualTo(201);
    }

    private void change(int first, int count) throws Exception {
        for (int n = first; n < first + count; n++) {
            assertThat(
                            host.send(
                                            "PATCH",
                                            MAPS + "/counter",
                                            TestHost.token("env", "w"),
                                            "application/merge-patch+json",
                                            "{\"data\":{\"n\":\"" + n + "\"}}")
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    /** Changes the object until each has printed more than its list: then all of them watch. */
    private void change(List<Watch> watches) throws Exception {
        for (Watch watch : watches) {
            watch.awaitLines(1);
        }
        List<Integer> listed = new ArrayList<>();
        for (Watch watch : watches) {
            listed.add(watch.lines().size());
        }
        Awaitility.await()
                .atMost(Watch.PATIENCE)
                .until(
                        () -> {
                            change(++changes, 1);
                            boolean all = true;
                            for (int i = 0; i < watches.size(); i++) {
                                all &= watches.get(i).lines().size() > listed.get(i) + 1;
                            }
                            return all;
                        });
    }

    private Path login(URI server) throws IOException {
        Kubeconfig admin = host.admin.kubeconfig("w");
        return write(
                new Kubeconfig("w", server, admin.caPem(), admin.user(), "default", admin.login())
                        .text());
    }

    private Path without(URI server) throws IOException {
        return write(
                """
                apiVersion: v1
                kind: Config
                current-context: w
                contexts: [{name: w, context: {cluster: w, namespace: default}}]
                clusters: [{name: w, cluster: {server: "%s"}}]
                """
                        .formatted(server));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("login-" + ++runs), text);
    }

    private Watch watch(Path login, List<String> form) throws IOException {
        List<String> words = new ArrayList<>(List.of("configmaps", "-l", "app=counter", "-w"));
        words.addAll(form);
        return watch(login, words.toArray(String[]::new));
    }

    private Watch watch(Path login, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                kubectl.toString(),
                                "--kubeconfig=" + login,
                                "--cache-dir=" + folder.resolve("cache"),
                                "get"));
        command.addAll(List.of(words));
        Path out = folder.resolve("out-" + ++runs);
        Path error = folder.resolve("error-" + runs);
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(error.toFile())
                        .start();
        process.getOutputStream().close();
        return new Watch(process, out, error);
    }

    /** A kubectl that runs. */
    private record Watch(Process process, Path out, Path error) {
        private static final Duration PATIENCE = Duration.ofSeconds(60);

        List<String> lines() throws IOException {
            // The last line may be half written.
            String text = Files.readString(out);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        }

        void awaitLines(int count) {
            Awaitility.await().atMost(PATIENCE).until(() -> lines().size() >= count);
        }

        /** What it said on standard error, and how it ended by itself. */
        String end() throws IOException, InterruptedException {
            boolean ended = process.waitFor(PATIENCE);
            if (!ended) {
                process.destroy();
            }
            return Files.readString(error)
                    + (ended ? "--- exit " + process.exitValue() : "--- goes on")
                    + "\n";
        }

        void interrupt() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }
}
