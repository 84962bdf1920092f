package dev.aoi.observer.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.incident.TaskType;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

class ObserverRunbookTest {
    private static final String PODS =
            """
            NAME                     READY   STATUS      RESTARTS       AGE   IP           NODE    NOMINATED NODE   READINESS GATES
            alpha-7d9c8b6f5-abcde    1/1     Running     0              3m    10.244.1.4   node1   <none>           <none>
            beta-6f5d4c3b2-fghij     1/1     Running     1 (170s ago)   3m    10.244.1.5   node1   <none>           <none>
            gamma-5c4b3a291-klmno    1/1     Running     0              3m    10.244.1.6   node1   <none>           <none>
            load-x2c4v               0/1     Completed   0              2m    10.244.1.9   node1   <none>           <none>
            """;
    private static final String SERVICES =
            """
            NAME    TYPE        CLUSTER-IP      EXTERNAL-IP   PORT(S)    AGE   SELECTOR
            alpha   ClusterIP   10.96.10.1      <none>        7001/TCP   3m    service=alpha
            beta    ClusterIP   10.96.10.2      <none>        7001/TCP   3m    service=beta
            gamma   ClusterIP   10.96.10.3      <none>        8081/TCP   3m    service=gamma
            """;

    private static String endpoints(String alpha, String beta) {
        return "NAME    ENDPOINTS         AGE\nalpha   "
                + String.format("%-18s", alpha)
                + "3m\nbeta    "
                + String.format("%-18s", beta)
                + "3m\ngamma   10.244.1.6:8080   3m\n";
    }

    private static String sockets(int port) {
        return "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid "
                + " timeout inode\n"
                + String.format(
                        "   0: 00000000:%04X 00000000:0000 0A 00000000:00000000 00:00000000"
                                + " 00000000     0        0 12345 1\n",
                        port)
                + "   1: 0504F40A:C001 0604F40A:1B59 01 00000000:00000000 00:00000000 00000000    "
                + " 0        0 12346 1\n";
    }

    private static String cluster(String command, String alpha, String beta) {
        return switch (command) {
            case "get pods -o wide" -> PODS;
            case "get services -o wide" -> SERVICES;
            case "get endpoints" -> endpoints(alpha, beta);
            case "exec beta-6f5d4c3b2-fghij -- cat /proc/net/tcp" -> sockets(7001);
            case "exec gamma-5c4b3a291-klmno -- cat /proc/net/tcp" -> sockets(8080);
            case "get service beta -o json" ->
                    "{\"kind\":\"Service\",\"spec\":{\"ports\":[{\"port\":7001,\"targetPort\":9999}]}}";
            case "get deployments -o wide" ->
                    """
                    NAME    READY   UP-TO-DATE   AVAILABLE   AGE   CONTAINERS   IMAGES   SELECTOR
                    alpha   0/0     0            0           3m    alpha        i        service=alpha
                    beta    1/1     1            1           3m    beta         i        service=beta
                    """;
            case "describe deployment alpha" ->
                    "Events:\n"
                            + "  Normal  ScalingReplicaSet  2m  deployment-controller  Scaled down"
                            + " replica set alpha-7d9c8b6f5 from 2 to 0\n";
            default -> command.endsWith("tcp6") ? sockets(0).replace(" 0A ", " 06 ") : "";
        };
    }

    private static RunbookGame game(TaskType task, String alpha, String beta) {
        return new RunbookGame(task, c -> cluster(c, alpha, beta), c -> "done");
    }

    @Test
    void findsAServiceThatSendsToAPortNobodyListensOn() {
        RunbookGame game = game(TaskType.LOCALIZATION, "10.244.1.4:7001", "10.244.1.5:9999");
        JsonNode answer = game.play();
        assertThat(answer.path("next_step").asString()).isEqualTo("submit");
        assertThat(answer.path("answer").path("components").toString()).isEqualTo("[\"beta\"]");
        assertThat(answer.path("evidence").size()).isGreaterThanOrEqualTo(3);
        assertThat(game.commands)
                .contains(
                        "exec beta-6f5d4c3b2-fghij -- cat /proc/net/tcp",
                        "get service beta -o json");
    }

    @Test
    void takesAServiceThatMapsPortsOnPurposeForHealthy() {
        JsonNode answer = game(TaskType.DETECTION, "10.244.1.4:7001", "10.244.1.5:7001").play();
        assertThat(answer.path("answer").path("verdict").asString()).isEqualTo("No");
        assertThat(answer.path("evidence").size()).isEqualTo(3);
    }

    @Test
    void tellsAMisconfigurationFromAnOperationError() {
        JsonNode port = game(TaskType.ANALYSIS, "10.244.1.4:7001", "10.244.1.5:9999").play();
        assertThat(port.path("answer").path("fault_type").asString()).isEqualTo("Misconfiguration");
        JsonNode scaled = game(TaskType.ANALYSIS, "<none>", "10.244.1.5:7001").play();
        assertThat(scaled.path("answer").path("fault_type").asString())
                .isEqualTo("Operation Error");
        assertThat(scaled.path("answer").path("system_level").asString())
                .isEqualTo("Virtualization");
    }

    @Test
    void repairsThePortAndLooksAgainBeforeItSubmits() {
        boolean[] repaired = {false};
        RunbookGame game =
                new RunbookGame(
                        TaskType.MITIGATION,
                        c ->
                                cluster(
                                        c,
                                        "10.244.1.4:7001",
                                        repaired[0] ? "10.244.1.5:7001" : "10.244.1.5:9999"),
                        c -> {
                            repaired[0] = true;
                            return "service/beta patched";
                        });
        JsonNode answer = game.play();
        assertThat(game.repairs)
                .containsExactly(
                        "patch service beta --type=json -p"
                            + " '[{\"op\":\"replace\",\"path\":\"/spec/ports/0/targetPort\",\"value\":7001}]'");
        assertThat(answer.path("next_step").asString()).isEqualTo("submit");
        assertThat(answer.path("answer").path("mitigated").asBoolean()).isTrue();
        assertThat(game.commands.stream().filter("get endpoints"::equals)).hasSize(2);
    }

    @Test
    void scalesBackToWhatItWasBefore() {
        boolean[] repaired = {false};
        RunbookGame game =
                new RunbookGame(
                        TaskType.MITIGATION,
                        c ->
                                cluster(
                                        c,
                                        repaired[0] ? "10.244.1.4:7001" : "<none>",
                                        "10.244.1.5:7001"),
                        c -> {
                            repaired[0] = true;
                            return "scaled";
                        });
        assertThat(game.play().path("next_step").asString()).isEqualTo("submit");
        assertThat(game.repairs).containsExactly("scale deployment alpha --replicas=2");
    }

    @Test
    void givesUpWhenARepairDoesNotHold() {
        RunbookGame game = game(TaskType.MITIGATION, "10.244.1.4:7001", "10.244.1.5:9999");
        JsonNode answer = game.play();
        assertThat(answer.path("next_step").asString()).isEqualTo("give_up");
        assertThat(game.repairs).hasSize(2);
    }
}
