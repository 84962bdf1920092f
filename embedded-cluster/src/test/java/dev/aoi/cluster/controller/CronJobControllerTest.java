package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CRON_JOB;
import static dev.aoi.cluster.kind.ResourceKinds.JOB;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.store.ObjectMeta;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

class CronJobControllerTest {
    private static final String NS = "lab";

    private final TestCluster cluster = new TestCluster(13);

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
        long second = cluster.world().now().getEpochSecond() % 60;
        cluster.advance((int) (60 - second) + 5);
    }

    private long minute() {
        return cluster.world().now().getEpochSecond() / 60;
    }

    private void cron(String spec, String script) {
        cluster.create(
                "{'apiVersion':'batch/v1','kind':'CronJob','metadata':{'name':'c','namespace':'lab'},'spec':{"
                        + spec
                        + "'jobTemplate':{'metadata':{'labels':{'a':'b'}},'spec':{'backoffLimit':0,'template':{'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'busybox:1.36','command':['sh','-c','"
                        + script
                        + "']}]}}}}}}");
    }

    private List<String> jobs() {
        return cluster.world().store().list(JOB, NS).stream().map(ObjectMeta::name).toList();
    }

    @Test
    void jobsRunAtTheirMinutesAndTheLastThreeAreKept() {
        long first = minute() + 1;
        cron("'schedule':'* * * * *',", "sleep 5");
        cluster.advance(58);
        assertThat(jobs()).containsExactly("c-" + first);
        ObjectNode cron = cluster.get(CRON_JOB, NS, "c");
        assertThat(cron.at("/status/lastScheduleTime").asString())
                .isEqualTo(Instant.ofEpochSecond(first * 60).toString());
        assertThat(cron.at("/status/active/0/name").asString()).isEqualTo("c-" + first);
        ObjectNode job = cluster.get(JOB, NS, "c-" + first);
        assertThat(job.at("/metadata/ownerReferences/0/kind").asString()).isEqualTo("CronJob");
        assertThat(job.at("/metadata/labels/a").asString()).isEqualTo("b");
        assertThat(
                        job.at("/metadata/annotations")
                                .path("batch.kubernetes.io/cronjob-scheduled-timestamp")
                                .asString())
                .isEqualTo(Instant.ofEpochSecond(first * 60).toString());
        cluster.advance(30);
        cron = cluster.get(CRON_JOB, NS, "c");
        assertThat(cron.at("/status/active").isMissingNode()).isTrue();
        assertThat(cron.at("/status/lastSuccessfulTime").asString())
                .isEqualTo(
                        cluster.get(JOB, NS, "c-" + first).at("/status/completionTime").asString());
        assertThat(cluster.events(NS, "c"))
                .containsExactly(
                        "Normal SuccessfulCreate Created job c-" + first,
                        "Normal SawCompletedJob Saw completed job: c-"
                                + first
                                + ", condition: Complete");
        cluster.advance(240);
        assertThat(jobs())
                .containsExactly("c-" + (first + 2), "c-" + (first + 3), "c-" + (first + 4));
        assertThat(cluster.events(NS, "c"))
                .contains("Normal SuccessfulDelete Deleted job c-" + first);
    }

    @Test
    void forbidLeavesARunningJobAlone() {
        long first = minute() + 1;
        cron("'schedule':'* * * * *','concurrencyPolicy':'Forbid',", "sleep 1000");
        cluster.advance(150);
        assertThat(jobs()).containsExactly("c-" + first);
        assertThat(cluster.events(NS, "c"))
                .contains(
                        "Normal JobAlreadyActive Not starting job because prior execution is"
                                + " running and concurrency policy is Forbid");
    }

    @Test
    void replaceEndsTheRunningJob() {
        long first = minute() + 1;
        cron("'schedule':'* * * * *','concurrencyPolicy':'Replace',", "sleep 1000");
        cluster.advance(118);
        assertThat(jobs()).containsExactly("c-" + (first + 1));
        assertThat(cluster.events(NS, "c"))
                .startsWith(
                        "Normal SuccessfulCreate Created job c-" + first,
                        "Normal SuccessfulDelete Deleted job c-" + first,
                        "Normal SuccessfulCreate Created job c-" + (first + 1));
    }

    @Test
    void failedJobsLeaveOneAndSuspendedSchedulesNone() {
        long first = minute() + 1;
        cron("'schedule':'* * * * *',", "exit 1");
        cluster.advance(150);
        assertThat(jobs()).containsExactly("c-" + (first + 1));
        cluster.change(CRON_JOB, NS, "c", c -> c.withObject("spec").put("suspend", true));
        cluster.advance(300);
        assertThat(jobs()).containsExactly("c-" + (first + 1));
    }

    /** What {@code kubectl create job --from=cronjob/c} sends. */
    @Test
    void aJobMadeByHandBelongsToTheScheduleToo() {
        cron("'schedule':'0 0 1 1 *',", "exit 0");
        String uid = ObjectMeta.uid(cluster.get(CRON_JOB, NS, "c"));
        cluster.create(
                "{'apiVersion':'batch/v1','kind':'Job','metadata':{'name':'now','namespace':'lab','annotations':{'cronjob.kubernetes.io/instantiate':'manual'},'ownerReferences':[{'apiVersion':'batch/v1','kind':'CronJob','name':'c','uid':'"
                        + uid
                        + "','controller':true}]},'spec':{'template':{'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'busybox:1.36','command':['sh','-c','exit"
                        + " 0']}]}}}}");
        cluster.advance(10);
        assertThat(CronJobs.end(cluster.get(JOB, NS, "now"))).isEqualTo("Complete");
        assertThat(cluster.events(NS, "c"))
                .contains(
                        "Warning UnexpectedJob Saw a job that the controller did not create or"
                                + " forgot: now");
        assertThat(cluster.get(CRON_JOB, NS, "c").at("/status/lastSuccessfulTime").asString())
                .isEqualTo(cluster.get(JOB, NS, "now").at("/status/completionTime").asString());
        cluster.delete(CRON_JOB, NS, "c");
        cluster.advance(10);
        assertThat(jobs()).isEmpty();
    }
}
