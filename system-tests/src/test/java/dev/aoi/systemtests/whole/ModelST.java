package dev.aoi.systemtests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.systemtests.model.Call;
import dev.aoi.systemtests.model.Mind;
import dev.aoi.systemtests.model.ModelServer;
import dev.aoi.systemtests.model.Trouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A language model that can only read what stands in its prompts works whole incidents in every
 * role, over an endpoint that misbehaves in every way that is common.
 */
final class ModelST {
    private static final Map<Mind, Map<Integer, Trouble>> TROUBLES =
            Map.of(
                    Mind.OBSERVER,
                    Map.of(2, Trouble.CHATTER, 4, Trouble.RATE_LIMIT, 5, Trouble.INVENTION),
                    Mind.PROBE,
                    Map.of(3, Trouble.SERVER_ERROR, 8, Trouble.SILENCE),
                    Mind.EXECUTOR,
                    Map.of(1, Trouble.CUT, 2, Trouble.CHATTER));

    /** Less than two of the survey's tables need, so that the compressor's mind is asked, too. */
    private static final Limits LIMITS =
            Limits.newBuilder().setOutputTokens(1_500).setDeadlineSeconds(600).build();

    @TempDir Path temp;

    @Test
    @Timeout(900)
    void aModelWorksFromItsPromptsAlone() throws Exception {
        List<OpenIncident> requests =
                List.of(
                        Requests.open("k8s_target_port-misconfig-mitigation-1", "", 3, 77, LIMITS),
                        Requests.open("k8s_target_port-misconfig-detection-3", "", 4, 78, LIMITS));
        String mitigation = requests.getFirst().getHeader().getIncidentId();
        try (ModelServer model = new ModelServer(TROUBLES);
                StackProcess stack =
                        StackProcess.start(
                                temp.resolve("data"),
                                Map.of(
                                        "API_KEY",
                                        ModelServer.KEY,
                                        "API_BASE",
                                        model.base(),
                                        "MODEL",
                                        ModelServer.MODEL,
                                        "AOI_LLM_TIMEOUT_SECONDS",
                                        "10"))) {
            assertThat(stack.output())
                    .startsWith("policy    llm " + ModelServer.MODEL + " at " + model.base())
                    .doesNotContain(ModelServer.KEY);

            Follower follower = new Follower();
            List<IncidentStory> stories = follower.work(stack.connection(), requests, 2);

            assertThat(model.faults()).isEmpty();
            assertThat(stories).hasSize(2);
            assertThat(stories)
                    .extracting(IncidentStory::verdict)
                    .allSatisfy(
                            v -> {
                                assertThat(v.strict())
                                        .as("strict:%n%s", follower.story(v.incident()))
                                        .isTrue();
                                assertThat(v.compat()).as("compat: %s", v.line()).isTrue();
                                assertThat(v.policy()).isEqualTo("llm");
                            });
            everyTroubleHappened(model);
            theRateLimitWasHonoured(model);
            refusedAnswersWereAskedAgain(model);
            everyAnswerIsInTheLog(follower, requests, model);
            assertThat(follower.of(mitigation, WriteApplied.class)).hasSize(1);
            assertThat(follower.of(mitigation, Observation.class))
                    .filteredOn(o -> o.getVerdict() == CommandVerdict.REFUSED)
                    .as("the guess of a name that was never observed")
                    .hasSize(1);
            assertThat(follower.of(mitigation, Summary.class))
                    .extracting(Summary::getMethod)
                    .contains("llm");
            assertThat(stack.log()).doesNotContain(ModelServer.KEY);
        }
    }

    private static void everyTroubleHappened(ModelServer model) {
        assertThat(model.calls()).extracting(Call::trouble).contains(Trouble.values());
        assertThat(model.calls()).extracting(Call::mind).contains(Mind.values());
    }

    private static void theRateLimitWasHonoured(ModelServer model) {
        List<Call> calls = model.calls();
        Call limited =
                calls.stream()
                        .filter(c -> c.trouble() == Trouble.RATE_LIMIT)
                        .findFirst()
                        .orElseThrow();
        Call again =
                calls.stream()
                        .filter(c -> c.nanos() > limited.nanos())
                        .filter(c -> c.question().equals(limited.question()))
                        .findFirst()
                        .orElseThrow();
        assertThat(Duration.ofNanos(again.nanos() - limited.nanos()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    private static void refusedAnswersWereAskedAgain(ModelServer model) {
        List<Call> again = model.calls().stream().filter(Call::askedAgain).toList();

        assertThat(again)
                .extracting(Call::mind)
                .contains(Mind.OBSERVER, Mind.EXECUTOR)
                .doesNotContain(Mind.COMPRESSOR);
        assertThat(again)
                .allSatisfy(
                        call ->
                                assertThat(call.question())
                                        .contains("Your last answer was refused"));
        assertThat(again)
                .filteredOn(call -> call.mind() == Mind.OBSERVER)
                .anySatisfy(
                        call ->
                                assertThat(call.question())
                                        .contains("Let me think about the pods first."))
                .anySatisfy(
                        call ->
                                assertThat(call.question())
                                        .contains("\"service/never-seen\" was not observed"));
    }

    private static void everyAnswerIsInTheLog(
            Follower follower, List<OpenIncident> requests, ModelServer model) {
        List<Completion> answers =
                requests.stream()
                        .map(r -> r.getHeader().getIncidentId())
                        .flatMap(id -> follower.of(id, Completion.class).stream())
                        .toList();
        // Each answer that was given is in the log once: no role asked twice for the same.
        long given =
                model.calls().stream()
                        .filter(
                                c ->
                                        c.trouble() == null
                                                || c.trouble() == Trouble.CHATTER
                                                || c.trouble() == Trouble.INVENTION)
                        .count();
        assertThat(answers)
                .extracting(a -> a.getRequestId() + " attempt " + a.getAttempt())
                .doesNotHaveDuplicates()
                .hasSize((int) given);
        assertThat(answers)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.getPolicy()).isEqualTo("llm");
                            assertThat(answer.getModel()).isEqualTo(ModelServer.MODEL);
                            assertThat(answer.getFailure()).isEmpty();
                            assertThat(answer.getTokens().getInput()).isPositive();
                            assertThat(answer.getTokens().getEstimated()).isFalse();
                        });
    }
}
