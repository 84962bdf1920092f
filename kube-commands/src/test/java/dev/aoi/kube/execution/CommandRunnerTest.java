package dev.aoi.kube.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.kube.server.SmallApiServer;
import dev.aoi.kube.server.Store;

import io.fabric8.kubernetes.client.KubernetesClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CommandRunnerTest {

    private final Store store =
            new Store()
                    .put(
                            ApiSession.JSON.readTree(
                                    """
                                    {"kind":"Pod","apiVersion":"v1","metadata":{"name":"a-1",
                                     "namespace":"shop","uid":"u1","labels":{"app":"a"},
                                     "annotations":{"note":"mongodb://u:pw@h/db"}},
                                     "spec":{"nodeName":"n","containers":[{"name":"app","env":[
                                      {"name":"DB_PASSWORD","value":"hunter2"},
                                      {"name":"PORT","value":"80"}],"args":["--token=abc"]}],
                                      "initContainers":[{"name":"init"}]},
                                     "status":{"phase":"Running"}}\
                                    """))
                    .put(
                            ApiSession.JSON.readTree(
                                    """
                                    {"kind":"Deployment","apiVersion":"apps/v1","metadata":{
                                     "name":"a","namespace":"shop","uid":"u2"},
                                     "spec":{"selector":{"matchLabels":{"app":"a"}}}}\
                                    """))
                    .fixed(
                            "/api/v1/namespaces/shop/pods/a-1/log",
                            new SmallApiServer.Answer(200, "text/plain", "one\ntwo\n", ""));
    private final SmallApiServer server = new SmallApiServer(store);

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void logsOfAWorkloadAreThoseOfItsPod() {
        CommandResult result = run("logs deploy/a -n shop --tail=5 --since=1m --prefix");
        assertThat(result.stdout()).isEqualTo("[pod/a-1/app] one\n[pod/a-1/app] two\n");
        assertThat(result.stderr())
                .isEqualTo("Defaulted container \"app\" out of: app, init (init)\n");
        assertThat(result.observed())
                .containsExactly(new ObservedObject("Pod", "shop", "a-1", "u1"));
        assertThat(server.asked().getLast().uri())
                .isEqualTo(
                        "/api/v1/namespaces/shop/pods/a-1/log"
                                + "?container=app&sinceSeconds=60&tailLines=5&limitBytes=8388608");
    }

    @Test
    void runsAReadInAContainer() {
        store.fixed(
                "/api/v1/namespaces/shop/pods/a-1/exec",
                new SmallApiServer.Answer(200, "", "sl  local_address\n", ""));
        CommandResult result = run("exec deploy/a -n shop -c app -- cat /proc/net/tcp");
        assertThat(result.stdout()).isEqualTo("sl  local_address\n");
        assertThat(result.stderr()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(server.asked().getLast().uri())
                .contains("command=cat&command=%2Fproc%2Fnet%2Ftcp", "container=app");
    }

    @Test
    void passesTheExitCodeOfTheContainerOn() {
        store.fixed(
                "/api/v1/namespaces/shop/pods/a-1/exec", new SmallApiServer.Answer(3, "", "", ""));
        CommandResult result = run("exec a-1 -n shop -c app -- cat /proc/net/tcp6");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stderr()).isEqualTo("command terminated with exit code 3\n");
    }

    @Test
    void sayWhatIsMissingAsKubectlDoes() {
        assertThat(run("logs a-2 -n shop").stderr())
                .isEqualTo(
                        "error: error from server (NotFound): pods \"a-2\" not found in namespace"
                                + " \"shop\"\n");
        assertThat(run("logs a-1 -n shop -c no").stderr())
                .isEqualTo(
                        "error: container no is not valid for pod a-1 out of: app, init (init)\n");
        assertThat(run("get pod a-2 -n shop"))
                .isEqualTo(
                        CommandResult.failed(
                                "Error from server (NotFound): pods \"a-2\" not found\n"));
        assertThat(run("describe deploy b -n shop").stderr())
                .isEqualTo("Error from server (NotFound): deployments.apps \"b\" not found\n");
        assertThat(run("get pods -n other").stderr())
                .isEqualTo("No resources found in other namespace.\n");
        assertThat(run("events -n shop"))
                .isEqualTo(
                        new CommandResult(
                                0, "", "No events found in shop namespace.\n", List.of()));
    }

    @Test
    void credentialsAreMasked() {
        for (String text :
                List.of(
                        "get pod a-1 -n shop -o yaml",
                        "get pods -n shop -o json",
                        "describe pod a-1 -n shop")) {
            assertThat(run(text).stdout())
                    .doesNotContain("hunter2", "u:pw@", "=abc")
                    .contains("redacted")
                    .contains("80");
        }
    }

    @Test
    void secretsWritesAndHandlesAreNotRun() {
        assertThat(run("get secrets").stderr()).contains("secrets are never readable");
        assertThat(run("scale deploy a --replicas=1").stderr()).contains("must be planned");
        assertThat(run("logs @p1").stderr()).contains("must be resolved");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsAnError() throws IOException {
        // A port that only the system may open, for a service that nobody runs any more.
        ClusterAddress nowhere = new ClusterAddress(URI.create("http://127.0.0.1:1"), "", "t");
        try (KubernetesClient client = KubeClients.open(nowhere)) {
            CommandResult result = new CommandRunner(client).run(parsed("get pods"));
            assertThat(result)
                    .isEqualTo(
                            CommandResult.failed(
                                    "The connection to the server 127.0.0.1:1 was refused - did you"
                                            + " specify the right host or port?\n"));
        }
    }

    @Test
    void opensFromAKubeconfigFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("config");
        Files.writeString(
                file,
                """
                apiVersion: v1
                kind: Config
                current-context: c
                contexts: [{name: c, context: {cluster: k, user: u}}]
                clusters: [{name: k, cluster: {server: "%s"}}]
                users: [{name: u, user: {token: executor.token}}]
                """
                        .formatted(server.address()));
        try (KubernetesClient client = KubeClients.open(file)) {
            assertThat(
                            new CommandRunner(client)
                                    .run(parsed("get deploy a -n shop -o name"))
                                    .stdout())
                    .isEqualTo("deployment.apps/a\n");
        }
    }

    @Test
    void aTokenThatIsNotKnownIsAnError() {
        try (KubernetesClient client =
                KubeClients.open(new ClusterAddress(server.address(), "", "wrong"))) {
            assertThat(new CommandRunner(client).run(parsed("get pods")).stderr())
                    .isEqualTo("error: You must be logged in to the server (Unauthorized)\n");
        }
    }

    @Test
    void invalidObjectsAreExplainedCauseByCause() {
        store.fixed(
                "/api/v1/namespaces/shop/pods/x",
                SmallApiServer.Answer.json(
                        422,
                        """
                        {"kind":"Status","reason":"Invalid","message":"m","details":{"kind":"Pod",
                         "name":"x","causes":[{"field":"a","message":"b"},
                         {"field":"c","message":"d"}]}}\
                        """));
        assertThat(run("get pod x -n shop").stderr())
                .isEqualTo("The Pod \"x\" is invalid: \n* a: b\n* c: d\n");
    }

    @Test
    void roleTokensDifferByRoleSecretAndWorld() {
        String token = RoleToken.of("probe", "secret", "w1");
        assertThat(token).startsWith("probe.").matches("probe\\.[A-Za-z0-9_-]{43}");
        assertThat(RoleToken.of("probe", "secret", "w2")).isNotEqualTo(token);
        assertThat(RoleToken.of("probe", "other", "w1")).isNotEqualTo(token);
        assertThat(new ClusterAddress(server.address(), "", "s3cret").toString())
                .doesNotContain("s3cret");
    }

    private CommandResult run(String text) {
        return new CommandRunner(server.client()).run(parsed(text));
    }

    private static KubeCommand parsed(String text) {
        return ((Parsed.Understood) CommandParser.parse(text)).command();
    }
}
