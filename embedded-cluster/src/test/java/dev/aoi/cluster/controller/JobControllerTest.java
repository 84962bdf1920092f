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
}
