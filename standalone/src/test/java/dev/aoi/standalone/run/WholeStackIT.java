package dev.aoi.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.standalone.command.Terminal;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The command with everything that it starts: broker, registry, world host, six services. */
class WholeStackIT {
    @TempDir Path temp;

    @Test
    void oneCommandTakesAnIncidentFromFaultToVerifiedRepair() throws Exception {
        Terminal terminal = new Terminal(temp);
        int exit = terminal.run("run", "--seed", "5", "--target", "text-service", "--timings");
        assertThat(terminal.out())
                .startsWith("policy    runbook (no API_KEY or API_BASE set)\n")
                .contains("operator   asks         open k8s_target_port-misconfig-mitigation-1,")
                .contains("env        opened       mitigation in namespace ")
                .contains("observer   decides      turn 1, surface scan, ")
                .contains("probe      looks        exit 0  kubectl get pods ")
                .contains("compressor compresses   3 observations, ")
                .contains("executor   intends      kubectl patch service/text-service ")
                .contains("executor   applied      now at version ")
                .contains("observer   submits      mitigated after ")
                .contains("env        judged       strict success, compat success: ")
                .contains("env        closed       submitted")
                .contains("\nverdict   strict success, compat success\n");
        assertThat(exit).isZero();
        assertThat(temp.resolve(".aoi/stack.json")).doesNotExist();

        Terminal export = new Terminal(temp);
        assertThat(export.run("export", "--to", temp.resolve("out").toString())).isZero();
        assertThat(Files.readAllLines(temp.resolve("out/verdicts.jsonl")))
                .singleElement()
                .asString()
                .contains("\"strictSuccess\":true");
        assertThat(Files.readAllLines(temp.resolve("out/completions.jsonl"))).isNotEmpty();
    }

    @Test
    void ctrlCUndoesTheWorldAndClosesTheIncident() {
        Terminal first = new Terminal(temp);
        CompletableFuture<Integer> run =
                CompletableFuture.supplyAsync(
                        () -> first.run("run"), task -> Thread.ofVirtual().start(task));
        Awaitility.await()
                .atMost(Duration.ofSeconds(300))
                .until(() -> first.out().contains(" opened "));
        first.interrupt();
        assertThat(run.orTimeout(90, TimeUnit.SECONDS).join()).isEqualTo(130);
        assertThat(first.out()).contains("env        closed       cancelled");
        assertThat(worlds()).isEmpty();
    }

    @Test
    void aWriteInReviewIsMadeOnlyWhenAPersonApprovesIt() {
        Terminal run = new Terminal(temp);
        CompletableFuture<Integer> exit =
                CompletableFuture.supplyAsync(
                        () -> run.run("run", "--mode", "review"),
                        task -> Thread.ofVirtual().start(task));
        Awaitility.await()
                .atMost(Duration.ofSeconds(300))
                .until(() -> run.out().contains("answer    aoi approve inc-"));
        assertThat(run.out()).contains(" intends ").doesNotContain(" applied ");

        Terminal list = new Terminal(temp);
        assertThat(list.run("approvals")).isZero();
        String row = list.out().lines().skip(1).findFirst().orElseThrow();
        assertThat(row).containsPattern(" waits +\\S+ +Service .*kubectl patch service/");

        Terminal approve = new Terminal(temp);
        assertThat(approve.run("approve", row.split(" ")[0], "--reason", "looks right")).isZero();
        assertThat(approve.out()).startsWith("write     kubectl patch service/");
        assertThat(exit.orTimeout(90, TimeUnit.SECONDS).join()).isZero();
        assertThat(run.out())
                .contains("operator   approves ")
                .contains(": looks right")
                .contains(" applied ");
    }

    /** What is left of worlds; the authority that they trust stays. */
    private List<Path> worlds() {
        try (var files = Files.list(temp.resolve(".aoi/worlds"))) {
            return files.filter(file -> !file.endsWith("tls")).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
