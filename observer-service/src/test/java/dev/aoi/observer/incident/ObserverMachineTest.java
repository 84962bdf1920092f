package dev.aoi.observer.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.machine.Effect;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.TimerFired;
import dev.aoi.schemas.topic.Topics;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class ObserverMachineTest {

    private static Scene localization(int last) {
        Scene[] self = new Scene[1];
        self[0] = new Scene(ask -> Minds.localize(ask, last, self[0].state));
        self[0].play(Topics.INCIDENTS, Scene.opened(TaskType.LOCALIZATION, 14));
        return self[0];
    }

    @Test
    void worksAnIncidentFromOpeningToTrajectory() {
        Scene scene = localization(3);
        assertThat(scene.all(ProbeCommand.class)).hasSize(2);
        assertThat(scene.all(Decision.class))
                .extracting(Decision::getTurn)
                .containsExactly(1, 2, 3);
        assertThat(scene.all(Submission.class)).hasSize(1);
        Submission submission = scene.all(Submission.class).getFirst();
        assertThat(submission.getAnswer().getComponents()).containsExactly("cart");
        assertThat(submission.getBestSoFar()).isFalse();
        assertThat(submission.getSteps()).isEqualTo(3);
        assertThat(submission.getEvidenceRefs()).hasSize(1);
        assertThat(scene.machine.settled(scene.state)).isTrue();
    }

    @Test
    void submitsTheBestAnswerWhenTurnsAreUp() {
        Scene scene = new Scene(ask -> Minds.probe());
        scene.play(Topics.INCIDENTS, Scene.opened(TaskType.DETECTION, 3));
        Submission submission = scene.all(Submission.class).getFirst();
        assertThat(submission.getBestSoFar()).isTrue();
        assertThat(submission.getReason()).isEqualTo("All 3 turns are used");
        assertThat(submission.getAnswer().getVerdict()).isEqualTo("No");
        assertThat(scene.asked).isEqualTo(3);
    }

    @Test
    void asksAgainWithTheErrorsAndThenSubmits() {
        AtomicInteger n = new AtomicInteger();
        Scene scene =
                new Scene(ask -> Minds.garbage().get(n.getAndIncrement() % Minds.garbage().size()));
        scene.play(Topics.INCIDENTS, Scene.opened(TaskType.ANALYSIS, 14));
        assertThat(scene.asked).isEqualTo(4);
        Submission submission = scene.all(Submission.class).getFirst();
        assertThat(submission.getReason()).startsWith("No valid answer after 4 tries");
        assertThat(submission.getAnswer().getSystemLevel()).isEqualTo("Application");
    }

    @Test
    void anEmptyAnswerNeverReplacesOneThatSaysSomething() {
        Scene scene =
                new Scene(
                        ask ->
                                ask.view().turn() == 2
                                        ? Minds.answer(
                                                "probe",
                                                ",\"evidence\":[],\"answer\":{\"components\":[\"cart\"]}")
                                        : Minds.probe());
        scene.play(Topics.INCIDENTS, Scene.opened(TaskType.LOCALIZATION, 4));
        assertThat(scene.all(Submission.class).getFirst().getAnswer().getComponents())
                .containsExactly("cart");
    }

    @Test
    void refusesToNameWhatWasNotObserved() {
        Scene scene =
                new Scene(
                        ask ->
                                ask.rejected().isEmpty() && ask.view().turn() == 2
                                        ? Minds.answer(
                                                "submit",
                                                ",\"evidence\":[\"#ffffff\"],\"answer\":{\"components\":[\"basket\"]}")
                                        : Minds.probe());
        scene.play(Topics.INCIDENTS, Scene.opened(TaskType.LOCALIZATION, 2));
        assertThat(scene.state.stage().rejected()).isEmpty();
        assertThat(scene.asked).isEqualTo(3);
        assertThat(scene.all(Submission.class)).hasSize(1);
    }

    @Test
    void executesOnlyInAMitigation() {
        String execute =
                Minds.answer(
                        "execute",
                        ",\"evidence\":[],\"answer\":{},\"repair\":{\"target\":\"cart\",\"issue\":\"x\",\"command\":\"scale"
                            + " @d1 --replicas=1\"}");
        Scene scene = new Scene(ask -> ask.view().turn() == 1 ? Minds.probe() : execute);
        scene.play(Topics.INCIDENTS, Scene.opened(TaskType.DETECTION, 5));
        assertThat(scene.log).doesNotContainKey(Topics.EXECUTOR_COMMANDS);
        assertThat(scene.all(Submission.class).getFirst().getReason())
                .contains("only for a mitigation");
    }

    @Test
    void theDeadlineSubmitsWhileAProbeHangs() {
        Scene scene = new Scene(ask -> Minds.probe());
        ObserverIncident state = scene.machine.initial(Scene.INCIDENT);
        state =
                scene.machine.evolve(
                        state,
                        scene.append(Topics.INCIDENTS, Scene.opened(TaskType.LOCALIZATION, 14)));
        Effect.Wake<ObserverAction> wake =
                scene.machine.decide(state).stream()
                        .filter(Effect.Wake.class::isInstance)
                        .map(e -> (Effect.Wake<ObserverAction>) e)
                        .findFirst()
                        .orElseThrow();
        assertThat(wake.at()).isEqualTo(Scene.START.plusSeconds(600));
        assertThat(wake.outgoing().event()).isInstanceOf(TimerFired.class);
        Fact fired = scene.append(Topics.DECISIONS, wake.outgoing().event());
        state = scene.machine.evolve(state, fired);
        List<Effect<ObserverAction>> due = scene.machine.decide(state);
        assertThat(due).hasSize(1);
        Submission submission =
                (Submission) ((Effect.Append<ObserverAction>) due.getFirst()).outgoing().event();
        assertThat(submission.getReason()).isEqualTo("The deadline has passed");
        assertThat(submission.getBestSoFar()).isTrue();
    }

    @Test
    void aCancelledIncidentEndsWithoutEvaluation() {
        Scene scene = new Scene(ask -> Minds.probe());
        ObserverIncident state =
                scene.machine.evolve(
                        scene.machine.initial(Scene.INCIDENT),
                        scene.append(Topics.INCIDENTS, Scene.opened(TaskType.LOCALIZATION, 14)));
        state =
                scene.machine.evolve(
                        state,
                        scene.append(
                                Topics.INCIDENTS,
                                IncidentClosed.newBuilder()
                                        .setHeader(Scene.header("closed"))
                                        .setReason(CloseReason.CANCELLED)
                                        .build()));
        assertThat(scene.machine.decide(state))
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Act.class,
                        act ->
                                assertThat(act.action())
                                        .isInstanceOf(ObserverAction.AssembleTrajectory.class));
    }

    @Property(tries = 300)
    void anyInterleavingOfTopicsGivesTheSameState(
            @ForAll @Size(60) List<@IntRange(min = 0, max = 1000) Integer> picks) {
        Scene scene = localization(4);
        assertThat(scene.refold(picks)).isEqualTo(scene.state);
    }

    @Property(tries = 200)
    void everyPrefixGoesOnToTheSameEnd(
            @ForAll @Size(60) List<@IntRange(min = 0, max = 1000) Integer> picks,
            @ForAll @IntRange(min = 1, max = 40) int length) {
        Scene whole = localization(3);
        ObserverIncident state = whole.machine.initial(Scene.INCIDENT);
        List<Fact> folded = whole.interleaved(picks);
        for (Fact fact : folded.subList(0, Math.min(length, folded.size()))) {
            state = whole.machine.evolve(state, fact);
            for (Effect<ObserverAction> effect : whole.machine.decide(state)) {
                if (effect instanceof Effect.Append<ObserverAction> append) {
                    // What a restarted observer writes again is what stands in the log already.
                    assertThat(whole.eventIds()).contains(append.id());
                }
            }
        }
    }

    @Property(tries = 100)
    void factsThatComeTwiceChangeNothing(
            @ForAll @Size(60) List<@IntRange(min = 0, max = 1000) Integer> picks) {
        Scene scene = localization(3);
        ObserverIncident state = scene.machine.initial(Scene.INCIDENT);
        for (Fact fact : scene.interleaved(picks)) {
            state = scene.machine.evolve(state, fact);
            assertThat(scene.machine.evolve(state, fact)).isEqualTo(state);
        }
    }
}
