package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.JOB;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.store.ObjectMeta;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

class JobControllerTest {
    private static final String NS = "lab";

    private final TestCluster cluster = new TestCluster(13);

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
    }

    private void job(String spec, String script) {
        cluster.create(
                "{'apiVersion':'batch/v1','kind':'Job','metadata':{'name':'j','namespace':'lab'},'spec':{"
                        + spec
                        + "'template':{'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'busybox:1.36','command':['sh','-c','"
                        + script
                        + "']}]}}}}");
    }

    private ObjectNode status() {
        return (ObjectNode) cluster.get(JOB, NS, "j").path("status");
    }

    @Test
    void aJobRunsToCompletion() {
        job("", "sleep 5");
        cluster.advance(3);
        assertThat(status().path("active").asInt(0)).isEqualTo(1);
        assertThat(status().path("ready").asInt(0)).isEqualTo(1);
        cluster.advance(10);
        assertThat(status().path("succeeded").asInt(0)).isEqualTo(1);
        assertThat(status().path("active").isMissingNode()).isTrue();
        assertThat(status().at("/conditions/0/type").asString()).isEqualTo("SuccessCriteriaMet");
        assertThat(status().at("/conditions/1/type").asString()).isEqualTo("Complete");
        assertThat(status().at("/conditions/1/reason").asString()).isEqualTo("CompletionsReached");
        assertThat(status().at("/conditions/1/message").asString())
                .isEqualTo("Reached expected number of succeeded pods");
        assertThat(status().path("completionTime").asString()).isNotEmpty();
        String pod = ObjectMeta.name(cluster.world().store().list(POD, NS).getFirst());
        assertThat(cluster.events(NS, "j"))
                .containsExactly(
                        "Normal SuccessfulCreate Created pod: " + pod,
                        "Normal Completed Job completed");
    }

    @Test
    void completionsRunInParallel() {
        job("'completions':5,'parallelism':2,", "sleep 3");
        cluster.advance(2);
        assertThat(status().path("active").asInt(0)).isEqualTo(2);
        cluster.advance(30);
        assertThat(status().path("succeeded").asInt(0)).isEqualTo(5);
    }

    @Test
    void tooManyFailuresEndTheJob() {
        job("'backoffLimit':2,", "exit 1");
        cluster.advance(5);
        assertThat(status().path("failed").asInt(0)).isEqualTo(1);
        cluster.advance(60);
        assertThat(status().path("failed").asInt(0)).isEqualTo(3);
        assertThat(status().at("/conditions/1/type").asString()).isEqualTo("Failed");
        assertThat(status().at("/conditions/1/reason").asString())
                .isEqualTo("BackoffLimitExceeded");
        assertThat(cluster.events(NS, "j"))
                .endsWith(
                        "Warning BackoffLimitExceeded Job has reached the specified backoff limit");
        assertThat(cluster.world().store().list(POD, NS)).hasSize(3);
    }

    @Test
    void aFinishedJobIsForgottenAfterItsTime() {
        job("'ttlSecondsAfterFinished':30,", "exit 0");
        cluster.advance(20);
        assertThat(cluster.exists(JOB, NS, "j")).isTrue();
        cluster.advance(40);
        assertThat(cluster.exists(JOB, NS, "j")).isFalse();
        assertThat(cluster.world().store().list(POD, NS)).isEmpty();
    }

    private java.util.List<String> conditions() {
        return status().path("conditions")
                .valueStream()
                .map(c -> c.path("type").asString() + "=" + c.path("status").asString())
                .toList();
    }

    private java.util.List<String> reasons() {
        return cluster.events(NS, "j").stream().map(e -> e.split(" ")[1]).toList();
    }

    @Test
    void anEndIsDecidedBeforeItIsReached() {
        long before = cluster.world().store().revision();
        job("", "exit 0");
        cluster.advance(20);
        assertThat(
                        cluster.world().store().history().since(JOB, before).stream()
                                .map(e -> (ObjectNode) e.object().path("status"))
                                .map(
                                        s ->
                                                "%d %d %d %s"
                                                        .formatted(
                                                                s.path("active").asInt(0),
                                                                s.path("succeeded").asInt(0),
                                                                s.at(
                                                                                "/uncountedTerminatedPods/succeeded")
                                                                        .size(),
                                                                s.path("conditions")
                                                                        .valueStream()
                                                                        .map(
                                                                                c ->
                                                                                        c.path(
                                                                                                        "type")
                                                                                                .asString())
                                                                        .toList()))
                                .distinct())
                .containsExactly(
                        "0 0 0 []",
                        "1 0 0 []",
                        "0 0 1 [SuccessCriteriaMet]",
                        "0 1 0 [SuccessCriteriaMet, Complete]");
        assertThat(
                        cluster.world()
                                .store()
                                .list(POD, NS)
                                .getFirst()
                                .path("metadata")
                                .has("finalizers"))
                .isFalse();
    }

    @Test
    void aDeadlineDeletesWhatRuns() {
        job("'activeDeadlineSeconds':20,'parallelism':2,'completions':2,", "sleep 1000");
        cluster.advance(23);
        assertThat(conditions()).containsExactly("FailureTarget=True");
        cluster.advance(40);
        assertThat(conditions()).containsExactly("FailureTarget=True", "Failed=True");
        assertThat(status().at("/conditions/1/reason").asString()).isEqualTo("DeadlineExceeded");
        assertThat(status().path("failed").asInt()).isEqualTo(2);
        assertThat(cluster.world().store().list(POD, NS)).isEmpty();
        assertThat(cluster.events(NS, "j"))
                .endsWith("Warning DeadlineExceeded Job was active longer than specified deadline");
    }

    @Test
    void anIndexedJobFinishesEveryIndex() {
        job(
                "'completionMode':'Indexed','completions':3,'parallelism':2,",
                "echo $JOB_COMPLETION_INDEX; exit 0");
        cluster.advance(30);
        assertThat(status().path("completedIndexes").asString()).isEqualTo("0-2");
        assertThat(status().path("succeeded").asInt()).isEqualTo(3);
        assertThat(conditions()).containsExactly("SuccessCriteriaMet=True", "Complete=True");
        assertThat(
                        cluster.world().store().list(POD, NS).stream()
                                .map(ObjectMeta::name)
                                .map(n -> n.substring(0, 4)))
                .containsExactly("j-0-", "j-1-", "j-2-");
        ObjectNode second = cluster.world().store().list(POD, NS).get(1);
        assertThat(second.at("/spec/hostname").asString()).isEqualTo("j-1");
        assertThat(cluster.logs(second)).containsExactly("1");
    }

    @Test
    void aSuspendedJobHasNoPodsUntilItIsResumed() {
        job("'suspend':true,", "exit 0");
        cluster.advance(10);
        assertThat(cluster.world().store().list(POD, NS)).isEmpty();
        assertThat(conditions()).containsExactly("Suspended=True");
        assertThat(status().has("startTime")).isFalse();
        cluster.change(JOB, NS, "j", j -> j.withObject("spec").put("suspend", false));
        cluster.advance(20);
        assertThat(conditions())
                .containsExactly("Suspended=False", "SuccessCriteriaMet=True", "Complete=True");
        assertThat(reasons())
                .containsExactly("Suspended", "SuccessfulCreate", "Resumed", "Completed");
    }

    @Test
    void aRuleOfTheFailurePolicyFailsTheJob() {
        job(
                "'podFailurePolicy':{'rules':[{'action':'FailJob','onExitCodes':{'operator':'In','values':[42]}}]},",
                "exit 42");
        cluster.advance(20);
        String pod = ObjectMeta.name(cluster.world().store().list(POD, NS).getFirst());
        assertThat(conditions()).containsExactly("FailureTarget=True", "Failed=True");
        assertThat(status().at("/conditions/1/message").asString())
                .isEqualTo(
                        "Container c for pod lab/"
                                + pod
                                + " failed with exit code 42 matching FailJob rule at index 0");
        assertThat(status().at("/conditions/1/reason").asString()).isEqualTo("PodFailurePolicy");
    }

    @Test
    void aDeletedPodCountsAsFailedAndIsReplaced() {
        job("", "sleep 1000");
        cluster.advance(5);
        String pod = ObjectMeta.name(cluster.world().store().list(POD, NS).getFirst());
        cluster.delete(POD, NS, pod);
        cluster.advance(60);
        assertThat(status().path("failed").asInt()).isEqualTo(1);
        assertThat(status().path("active").asInt()).isEqualTo(1);
        cluster.delete(JOB, NS, "j");
        cluster.advance(60);
        assertThat(cluster.world().store().list(POD, NS)).isEmpty();
    }
}
