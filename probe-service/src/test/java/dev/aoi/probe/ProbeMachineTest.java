package dev.aoi.probe;

import static dev.aoi.probe.ScriptedProbe.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.probe.machine.ProbeAction;
import dev.aoi.probe.machine.ProbeState;
import dev.aoi.probe.mind.ProbePolicy;
import dev.aoi.probe.mind.ProbeView;
import dev.aoi.probe.mind.RunbookProbePolicy;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;
import dev.aoi.worker.bench.LogBench;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

final class ProbeMachineTest {
    private final ShopCommands shop = new ShopCommands();

    @Test
    void runbookRunsTheChecksInOrderAndCompletes() throws Exception {
        var bench = open(runbook());
        bench.write(
                Topics.PROBE_COMMANDS,
                Samples.command("c", 3, "kubectl get pods", "kubectl get services"));
        bench.work();
        assertThat(shop.run)
                .containsExactly("kubectl get pods -n shop", "kubectl get services -n shop");
        RoundClosed closed = closing(bench);
        assertThat(closed.getOutcome()).isEqualTo(RoundOutcome.DONE);
        assertThat(closed.getObservationIds())
                .isEqualTo(
                        bench.of(Observation.class).stream()
                                .map(o -> o.getHeader().getEventId())
                                .toList());
        assertThat(closed.getHandles())
                .extracting(HandleEntry::getName)
                .containsExactly("cart-1", "cart");
        assertThat(closed.getPolicy()).isEqualTo("runbook");
        assertThat(closed.getTokens().getInput()).isPositive();
    }

    @Test
    void runbookSurveysWithoutChecksAndSkipsWhatIsKnown() throws Exception {
        var bench = open(runbook());
        ProbeCommand command =
                ProbeCommand.newBuilder(Samples.command("c", 3))
                        .setHistory(List.of("kubectl get services -n shop -o wide"))
                        .build();
        bench.write(Topics.PROBE_COMMANDS, command);
        bench.work();
        assertThat(shop.run)
                .containsExactly(
                        "kubectl get pods -n shop -o wide", "kubectl get endpoints -n shop");
        assertThat(closing(bench).getOutcome()).isEqualTo(RoundOutcome.DONE);
    }

    @Test
    void aFailedCommandIsShownToTheMindWhichTriesAgain() throws Exception {
        var mind =
                new ScriptedProbe(
                        v ->
                                v.attempt() == 0
                                        ? answer("kubectl get endpoints", "complete")
                                        : answer("kubectl get pods", "complete"));
        var bench = open(mind);
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 3));
        bench.work();
        List<Observation> seen = bench.of(Observation.class);
        assertThat(seen).extracting(Observation::getExitCode).containsExactly(1, 0);
        assertThat(seen).extracting(Observation::getAttempt).containsExactly(0, 1);
        assertThat(mind.asked.get(1).messages().getLast().getContent())
                .contains("Error from server (NotFound): no such thing");
        assertThat(closing(bench).getOutcome()).isEqualTo(RoundOutcome.DONE);
    }

    @Test
    void refusalsAreObservedAndEndAsRefusedWhenNothingElseCame() throws Exception {
        var bench = open(new ScriptedProbe(v -> answer("kubectl get secrets", "continue")));
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 1));
        bench.work();
        assertThat(shop.run).isEmpty();
        assertThat(bench.of(Observation.class))
                .hasSize(4)
                .allSatisfy(
                        o -> {
                            assertThat(o.getVerdict()).isEqualTo(CommandVerdict.REFUSED);
                            assertThat(o.getRefusal()).contains("secrets");
                            assertThat(o.getExitCode()).isEqualTo(-1);
                            assertThat(o.getCommand()).isEmpty();
                        });
        assertThat(closing(bench).getOutcome()).isEqualTo(RoundOutcome.REFUSED);
    }

    @Test
    void whatCannotBeParsedIsRejected() throws Exception {
        var bench =
                open(
                        new ScriptedProbe(
                                v ->
                                        v.attempt() == 0
                                                ? answer("kubectl get pods | sh", "continue")
                                                : answer("", "complete")));
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 1));
        bench.work();
        assertThat(bench.of(Observation.class).getFirst().getVerdict())
                .isEqualTo(CommandVerdict.REJECTED);
    }

    @Test
    void theSameCommandIsNotRunTwiceInAStep() throws Exception {
        var bench = open(new ScriptedProbe(v -> answer("kubectl get pods", "continue")));
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 2));
        bench.work();
        assertThat(shop.run).containsExactly("kubectl get pods -n shop");
        assertThat(bench.of(Observation.class).get(1).getRefusal()).contains("has run it already");
        assertThat(closing(bench).getOutcome()).isEqualTo(RoundOutcome.LIMIT);
    }

    @Test
    void anUnusableAnswerIsAskedAgainWithItsErrorsAndThenFails() throws Exception {
        var mind = new ScriptedProbe(v -> "let me think");
        var bench = open(mind);
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 3));
        bench.work();
        assertThat(bench.of(Completion.class))
                .extracting(Completion::getAttempt)
                .containsExactly(0, 1, 2, 3);
        assertThat(mind.asked.get(1).messages()).hasSize(4);
        assertThat(mind.asked.get(1).messages().get(2).getContent()).isEqualTo("let me think");
        RoundClosed closed = closing(bench);
        assertThat(closed.getOutcome()).isEqualTo(RoundOutcome.POLICY_FAILED);
        assertThat(closed.getDetail()).contains("not JSON");
    }

    @Test
    void anEmptyCommandMustBeComplete() throws Exception {
        var bench =
                open(
                        new ScriptedProbe(
                                v -> answer("", v.attempt() == 0 ? "continue" : "complete")));
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 3));
        bench.work();
        assertThat(bench.of(Completion.class)).hasSize(2);
        assertThat(closing(bench).getOutcome()).isEqualTo(RoundOutcome.DONE);
    }

    @Test
    void handlesNameWhatWasSeen() throws Exception {
        Function<ProbeView, String> script =
                v ->
                        v.round() == 1
                                ? answer("kubectl get pods", "continue")
                                : answer(
                                        "kubectl describe pod "
                                                + v.handles().entries().getFirst().handle(),
                                        "complete");
        var bench = open(new ScriptedProbe(script));
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 2));
        bench.work();
        assertThat(shop.run.get(1)).isEqualTo("kubectl describe pod/cart-1 -n shop");
    }

    @Test
    void afterTheDeadlineNothingIsStarted() throws Exception {
        var bench = open(runbook(), Samples.NOW.plusSeconds(600));
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 3));
        bench.work();
        assertThat(shop.run).isEmpty();
        assertThat(bench.of(Completion.class)).isEmpty();
        assertThat(closing(bench).getOutcome()).isEqualTo(RoundOutcome.DEADLINE);
    }

    @Test
    void nothingIsStartedBeforeOpeningOrAfterClosing() throws Exception {
        var bench = bench(runbook(), Samples.NOW);
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 3));
        assertThat(bench.due()).isEmpty();
        bench.write(Topics.INCIDENTS, Samples.opened());
        assertThat(bench.due()).hasSize(1);
        bench.write(Topics.INCIDENTS, Samples.closed());
        bench.work();
        assertThat(bench.of(Completion.class)).isEmpty();
        assertThat(shop.released).containsExactly("w-1");
    }

    @Test
    void aForeignNamespaceIsRefused() throws Exception {
        var bench = open(runbook());
        ProbeCommand command =
                ProbeCommand.newBuilder(Samples.command("c", 3, "kubectl get pods"))
                        .setNamespace("elsewhere")
                        .build();
        bench.write(Topics.PROBE_COMMANDS, command);
        bench.work();
        assertThat(closing(bench).getOutcome()).isEqualTo(RoundOutcome.REFUSED);
        assertThat(shop.run).isEmpty();
    }

    @Test
    void aRedeliveredCommandIsWorkedOnce() throws Exception {
        var bench = open(runbook());
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 3, "kubectl get pods"));
        bench.work();
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 3, "kubectl get pods"));
        bench.work();
        assertThat(shop.run).hasSize(1);
        assertThat(bench.of(RoundClosed.class)).hasSize(1);
    }

    private RoundClosed closing(LogBench<ProbeState, ProbeAction> bench) {
        List<RoundClosed> closed = bench.of(RoundClosed.class);
        assertThat(closed).hasSize(1);
        return closed.getFirst();
    }

    private LogBench<ProbeState, ProbeAction> open(ProbePolicy policy) {
        return open(policy, Samples.NOW);
    }

    private LogBench<ProbeState, ProbeAction> open(ProbePolicy policy, Instant now) {
        var bench = bench(policy, now);
        bench.write(Topics.INCIDENTS, Samples.opened());
        return bench;
    }

    private LogBench<ProbeState, ProbeAction> bench(ProbePolicy policy, Instant now) {
        return Benches.of(policy, shop, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static ProbePolicy runbook() {
        return new RunbookProbePolicy(TokenCounter.estimate());
    }
}
