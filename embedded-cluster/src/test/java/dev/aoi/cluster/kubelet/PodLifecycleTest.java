package dev.aoi.cluster.kubelet;

import static dev.aoi.cluster.kind.ResourceKinds.CONFIG_MAP;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.cluster.controller.TestCluster;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.ExecResult;
import dev.aoi.cluster.world.LogLine;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class PodLifecycleTest {
    private static final String NS = "lab";

    private final TestCluster cluster = new TestCluster(7);

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
    }

    /** A pod {@code p} with the given spec fields before its containers. */
    private void pod(String spec) {
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p','namespace':'lab'},'spec':{"
                        + spec
                        + "}}");
    }

    private static String shell(String script) {
        return "'containers':[{'name':'c','image':'busybox:1.36','command':['sh','-c','"
                + script
                + "']}]";
    }

    private ObjectNode pod() {
        return cluster.get(POD, NS, "p");
    }

    private JsonNode container() {
        return pod().at("/status/containerStatuses/0");
    }

    private String phase() {
        return pod().at("/status/phase").asString();
    }

    private String condition(String type) {
        for (JsonNode c : pod().at("/status/conditions")) {
            if (c.path("type").asString().equals(type)) {
                return c.path("status").asString()
                        + " "
                        + c.path("reason").asString("")
                        + " "
                        + c.path("message").asString("");
            }
        }
        return "";
    }

    private List<String> events() {
        return cluster.events(NS, "p");
    }

    private String full() {
        return "p_lab(" + ObjectMeta.uid(pod()) + ")";
    }

    @Test
    void aPodRunsWithAddressesConditionsAndEvents() {
        pod("'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','infinity']}]");
        cluster.advance(5);
        ObjectNode pod = pod();
        assertThat(phase()).isEqualTo("Running");
        assertThat(pod.at("/status/podIP").asString()).startsWith("10.244.1.");
        assertThat(pod.at("/status/podIPs/0/ip")).isEqualTo(pod.at("/status/podIP"));
        assertThat(pod.at("/status/hostIP").asString()).isEqualTo("172.18.0.3");
        assertThat(pod.at("/status/qosClass").asString()).isEqualTo("BestEffort");
        for (String type :
                List.of(
                        "PodReadyToStartContainers",
                        "Initialized",
                        "Ready",
                        "ContainersReady",
                        "PodScheduled")) {
            assertThat(condition(type)).as(type).isEqualTo("True  ");
        }
        assertThat(container().at("/image").asString()).isEqualTo("docker.io/library/busybox:1.36");
        assertThat(container().at("/ready").asBoolean()).isTrue();
        assertThat(container().at("/restartCount").asInt()).isZero();
        assertThat(events())
                .containsExactly(
                        "Normal Scheduled Successfully assigned lab/p to kind-worker",
                        "Normal Pulled Container image \"busybox:1.36\" already present on machine"
                                + " and can be accessed by the pod",
                        "Normal Created Container created",
                        "Normal Started Container started");
    }

    @Test
    void aCrashIsRestartedAtOnceAndThenWithBackOff() {
        pod(shell("echo boom; exit 3"));
        cluster.advance(9);
        assertThat(container().at("/restartCount").asInt()).isEqualTo(1);
        JsonNode terminated = container().at("/state/terminated");
        assertThat(terminated.path("exitCode").asInt()).isEqualTo(3);
        assertThat(terminated.path("reason").asString()).isEqualTo("Error");
        assertThat(container().at("/lastState/terminated/exitCode").asInt()).isEqualTo(3);
        assertThat(condition("Ready"))
                .isEqualTo("False ContainersNotReady containers with unready status: [c]");
        assertThat(phase()).isEqualTo("Running");
        assertThat(events())
                .contains(
                        "Warning BackOff Back-off restarting failed container c in pod " + full());

        cluster.advance(50);
        assertThat(container().at("/restartCount").asInt()).isEqualTo(3);
        assertThat(container().at("/state/terminated/reason").asString())
                .as("the kubelet shows what it found at its next look")
                .isEqualTo("Error");
        cluster.advance(92);
        assertThat(container().at("/restartCount").asInt()).isEqualTo(4);
        assertThat(container().at("/state/waiting/reason").asString())
                .isEqualTo("CrashLoopBackOff");
        assertThat(container().at("/state/waiting/message").asString())
                .isEqualTo("back-off 1m20s restarting failed container=c pod=" + full());
        assertThat(container().at("/lastState/terminated/exitCode").asInt()).isEqualTo(3);
        assertThat(cluster.logs(pod())).containsExactly("boom");
        assertThat(cluster.logs(pod(), true)).containsExactly("boom");
    }

    @Test
    void backOffGrowsToFiveMinutes() {
        pod(shell("exit 1"));
        List<Integer> restarts = new ArrayList<>();
        for (int seconds : new int[] {5, 15, 30, 55, 110, 190, 340, 320}) {
            cluster.advance(seconds);
            restarts.add(container().at("/restartCount").asInt());
        }
        assertThat(restarts).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void aFinishedContainerIsNotRestartedWithPolicyNever() {
        pod("'restartPolicy':'Never'," + shell("echo hi; exit 0"));
        cluster.advance(5);
        assertThat(phase()).isEqualTo("Succeeded");
        assertThat(container().at("/state/terminated/reason").asString()).isEqualTo("Completed");
        assertThat(condition("Ready")).isEqualTo("False PodCompleted ");
        assertThat(condition("Initialized")).isEqualTo("True PodCompleted ");
        assertThat(condition("PodReadyToStartContainers")).isEqualTo("False  ");
    }

    @Test
    void aFailureEndsThePodWithPolicyNever() {
        pod("'restartPolicy':'Never'," + shell("exit 2"));
        cluster.advance(5);
        assertThat(phase()).isEqualTo("Failed");
    }

    @Test
    void aFailureIsRestartedWithPolicyOnFailure() {
        pod("'restartPolicy':'OnFailure'," + shell("exit 2"));
        cluster.advance(5);
        assertThat(phase()).isEqualTo("Running");
        assertThat(container().at("/restartCount").asInt()).isEqualTo(1);
    }

    @Test
    void anUnknownImageIsPulledAgainAndAgain() {
        pod("'containers':[{'name':'c','image':'local/nosuch:1'}]");
        cluster.advance(4);
        String why =
                "rpc error: code = NotFound desc = failed to pull and unpack image"
                        + " \"docker.io/local/nosuch:1\": failed to resolve image:"
                        + " docker.io/local/nosuch:1: not found";
        assertThat(container().at("/state/waiting/reason").asString()).isEqualTo("ErrImagePull");
        assertThat(container().at("/state/waiting/message").asString()).isEqualTo(why);
        assertThat(container().at("/imageID").asString()).isEmpty();
        assertThat(phase()).isEqualTo("Pending");
        assertThat(events())
                .endsWith(
                        "Normal Pulling Pulling image \"local/nosuch:1\"",
                        "Warning Failed Failed to pull image \"local/nosuch:1\": " + why,
                        "Warning Failed Error: ErrImagePull",
                        "Normal BackOff Back-off pulling image \"local/nosuch:1\"",
                        "Warning Failed Error: ImagePullBackOff");
        cluster.advance(32);
        assertThat(container().at("/state/waiting/reason").asString())
                .isEqualTo("ImagePullBackOff");
        assertThat(container().at("/state/waiting/message").asString())
                .isEqualTo("Back-off pulling image \"local/nosuch:1\": ErrImagePull: " + why);
        assertThatThrownBy(() -> cluster.logs(pod()))
                .hasMessage(
                        "container \"c\" in pod \"p\" is waiting to start: trying and failing to"
                                + " pull image");
        cluster.change(
                POD,
                NS,
                "p",
                p -> ((ObjectNode) p.at("/spec/containers/0")).put("image", "nginx:1.27"));
        cluster.advance(60);
        assertThat(phase()).isEqualTo("Running");
    }

    @Test
    void aMissingConfigMapKeepsTheContainerFromStarting() {
        pod(
                "'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d'],"
                    + "'env':[{'name':'A','valueFrom':{'configMapKeyRef':{'name':'cm','key':'k'}}}]}]");
        cluster.advance(4);
        assertThat(container().at("/state/waiting/reason").asString())
                .isEqualTo("CreateContainerConfigError");
        assertThat(container().at("/state/waiting/message").asString())
                .isEqualTo("configmap \"cm\" not found");
        assertThat(events()).contains("Warning Failed Error: configmap \"cm\" not found");
        configMap("{'other':'x'}");
        cluster.advance(20);
        assertThat(container().at("/state/waiting/message").asString())
                .isEqualTo("couldn't find key k in ConfigMap lab/cm");
        cluster.change(CONFIG_MAP, NS, "cm", map -> map.withObject("data").put("k", "v"));
        cluster.advance(20);
        assertThat(phase()).isEqualTo("Running");
        assertThat(exec("env").stdout()).contains("\nA=v\n".substring(1));
    }

    private void configMap(String data) {
        cluster.create(
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'cm','namespace':'lab'},'data':"
                        + data
                        + "}");
    }

    @Test
    void aMissingVolumeSourceKeepsThePodWaiting() {
        pod(
                "'volumes':[{'name':'v','configMap':{'name':'cm'}}],'containers':[{'name':'c',"
                        + "'image':'busybox:1.36','command':['sleep','1d'],"
                        + "'volumeMounts':[{'name':'v','mountPath':'/etc/app'}]}]");
        cluster.advance(5);
        assertThat(container().at("/state/waiting/reason").asString())
                .isEqualTo("ContainerCreating");
        assertThat(events())
                .contains(
                        "Warning FailedMount MountVolume.SetUp failed for volume \"v\" : configmap"
                                + " \"cm\" not found");
        configMap("{'app.conf':'port=1'}");
        cluster.advance(20);
        assertThat(phase()).isEqualTo("Running");
        assertThat(exec("cat", "/etc/app/app.conf"))
                .isEqualTo(new ExecResult("port=1", "", 0, Duration.ofMillis(1)));
        cluster.change(
                CONFIG_MAP, NS, "cm", map -> map.withObject("data").put("app.conf", "port=2"));
        assertThat(exec("cat", "/etc/app/app.conf").stdout()).isEqualTo("port=2");
    }

    @Test
    void aMissingExecutableIsAStartError() {
        pod("'containers':[{'name':'c','image':'busybox:1.36','command':['NoSuchService']}]");
        cluster.advance(14);
        String message =
                "failed to create containerd task: failed to create shim task: OCI runtime create"
                        + " failed: runc create failed: unable to start container process: exec:"
                        + " \"NoSuchService\": executable file not found in $PATH";
        assertThat(container().at("/lastState/terminated/reason").asString())
                .isEqualTo("StartError");
        assertThat(container().at("/lastState/terminated/exitCode").asInt()).isEqualTo(128);
        assertThat(container().at("/lastState/terminated/message").asString()).isEqualTo(message);
        assertThat(container().at("/lastState/terminated/startedAt").asString())
                .isEqualTo("1970-01-01T00:00:00Z");
        assertThat(events()).contains("Warning Failed Error: " + message);
        assertThat(events()).doesNotContain("Normal Started Container started");
    }

    @Test
    void initContainersRunOneAfterTheOther() {
        pod(
                "'initContainers':[{'name':'a','image':'busybox:1.36','command':['sh','-c','sleep"
                    + " 5']},{'name':'b','image':'busybox:1.36','command':['sh','-c','sleep 5']}],"
                    + "'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}]");
        cluster.advance(3);
        assertThat(condition("Initialized"))
                .isEqualTo(
                        "False ContainersNotInitialized containers with incomplete status: [a b]");
        assertThat(container().at("/state/waiting/reason").asString()).isEqualTo("PodInitializing");
        cluster.advance(5);
        assertThat(condition("Initialized")).endsWith("[b]");
        cluster.advance(10);
        assertThat(condition("Initialized")).isEqualTo("True  ");
        assertThat(phase()).isEqualTo("Running");
        assertThat(pod().at("/status/initContainerStatuses/0/ready").asBoolean()).isTrue();
    }

    @Test
    void aFailingInitContainerIsRetried() {
        pod(
                "'initContainers':[{'name':'a','image':'busybox:1.36','command':['sh','-c','exit"
                    + " 1']}],"
                    + "'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}]");
        cluster.advance(151);
        JsonNode init = pod().at("/status/initContainerStatuses/0");
        assertThat(init.path("restartCount").asInt()).isEqualTo(4);
        assertThat(init.at("/state/waiting/reason").asString()).isEqualTo("CrashLoopBackOff");
        assertThat(phase()).isEqualTo("Pending");
        assertThat(events())
                .contains(
                        "Warning BackOff Back-off restarting failed container a in pod " + full());
    }

    @Test
    void readinessFollowsTheProbe() {
        pod(
                "'containers':[{'name':'c','image':'nginx:1.27','imagePullPolicy':'IfNotPresent',"
                    + "'ports':[{'containerPort':80}],"
                    + "'readinessProbe':{'httpGet':{'path':'/ready','port':81},'periodSeconds':3,'failureThreshold':1}}]");
        cluster.advance(20);
        assertThat(phase()).isEqualTo("Running");
        assertThat(container().at("/ready").asBoolean()).isFalse();
        String ip = pod().at("/status/podIP").asString();
        assertThat(events())
                .contains(
                        "Warning Unhealthy Readiness probe failed: Get \"http://"
                                + ip
                                + ":81/ready\": dial tcp "
                                + ip
                                + ":81: connect: connection refused");
    }

    @Test
    void aPassingReadinessProbeMakesReadyLater() {
        pod(
                "'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d'],"
                    + "'readinessProbe':{'exec':{'command':['cat','/etc/hostname']},'initialDelaySeconds':20}}]");
        cluster.advance(10);
        assertThat(container().at("/ready").asBoolean()).isFalse();
        cluster.advance(20);
        assertThat(container().at("/ready").asBoolean()).isTrue();
    }

    @Test
    void aFailingLivenessProbeRestartsTheContainer() {
        pod(
                "'terminationGracePeriodSeconds':2,'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d'],"
                    + "'livenessProbe':{'tcpSocket':{'port':80},'periodSeconds':5}}]");
        cluster.advance(22);
        assertThat(container().at("/restartCount").asInt()).isEqualTo(1);
        assertThat(container().at("/lastState/terminated/exitCode").asInt()).isEqualTo(137);
        String ip = pod().at("/status/podIP").asString();
        assertThat(events())
                .contains(
                        "Warning Unhealthy Liveness probe failed: dial tcp "
                                + ip
                                + ":80: connect: connection refused",
                        "Normal Killing Container c failed liveness probe, will be restarted");
    }

    /** The kubelet compares with the end before the one that it makes itself. */
    @Test
    void aLivenessProbeRestartsTwiceAtOnceAndThenBacksOff() {
        pod(
                "'containers':[{'name':'c','image':'redis:6.2.4',"
                        + "'livenessProbe':{'tcpSocket':{'port':80},'periodSeconds':5}}]");
        List<Integer> restarts = new ArrayList<>();
        List<String> waits = new ArrayList<>();
        for (int second = 0; second < 75; second += 5) {
            cluster.advance(5);
            restarts.add(container().at("/restartCount").asInt());
            waits.add(container().at("/state/waiting/reason").asString(""));
        }
        assertThat(restarts).startsWith(0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3);
        assertThat(waits.subList(0, 11)).containsOnly("");
        assertThat(waits.subList(11, 15)).contains("CrashLoopBackOff");
        assertThat(restarts.getLast()).isEqualTo(3);
    }

    @Test
    void anEphemeralContainerJoinsARunningPodAndIsNotRestarted() {
        pod("'containers':[{'name':'c','image':'redis:6.2.4'}]");
        cluster.advance(5);
        ObjectNode debugger =
                TestCluster.json(
                        "{'name':'dbg','image':'busybox:1.36','command':['sh','-c','echo hello;"
                                + " sleep 3']}");
        ObjectNode wanted = pod().deepCopy();
        wanted.withObject("/spec").putArray("ephemeralContainers").add(debugger);
        cluster.world().store().updatePart(POD, wanted, false);
        cluster.advance(2);
        JsonNode status = pod().at("/status/ephemeralContainerStatuses/0");
        assertThat(status.at("/state/running").isMissingNode()).isFalse();
        assertThat(status.path("ready").asBoolean()).isFalse();
        cluster.advance(5);
        status = pod().at("/status/ephemeralContainerStatuses/0");
        assertThat(status.at("/state/terminated/reason").asString()).isEqualTo("Completed");
        assertThat(status.path("restartCount").asInt()).isZero();
        assertThat(phase()).isEqualTo("Running");
        assertThat(condition("Ready")).startsWith("True");
        assertThat(cluster.world().runtime().logs(NS, "p", "dbg", false))
                .extracting(LogLine::text)
                .containsExactly("hello");
    }

    @Test
    void aDeletedPodStopsWithinItsGrace() {
        pod(
                "'terminationGracePeriodSeconds':10,'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}]");
        cluster.advance(5);
        cluster.delete(POD, NS, "p");
        assertThat(ObjectMeta.terminating(pod())).isTrue();
        assertThat(events()).endsWith("Normal Killing Stopping container c");
        cluster.advance(5);
        assertThat(phase()).isEqualTo("Running");
        cluster.advance(7);
        assertThat(cluster.exists(POD, NS, "p")).isFalse();
    }

    @Test
    void aChangedImageRestartsTheContainer() {
        pod(
                "'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}],'terminationGracePeriodSeconds':1");
        cluster.advance(5);
        cluster.change(
                POD,
                NS,
                "p",
                p -> ((ObjectNode) p.at("/spec/containers/0")).put("image", "busybox:latest"));
        cluster.advance(5);
        assertThat(container().at("/restartCount").asInt()).isEqualTo(1);
        assertThat(container().at("/image").asString())
                .isEqualTo("docker.io/library/busybox:latest");
        assertThat(events())
                .contains("Normal Killing Container c definition changed, will be restarted");
    }

    @Test
    void anUnknownCommandInAContainerIsNotFound() {
        pod(
                "'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}],'hostname':'h'");
        cluster.advance(5);
        assertThat(exec("hostname").stdout()).isEqualTo("h\n");
        assertThat(exec("cat", "/nosuch"))
                .isEqualTo(
                        new ExecResult(
                                "",
                                "cat: can't open '/nosuch': No such file or directory\n",
                                1,
                                Duration.ofMillis(1)));
        assertThatThrownBy(() -> exec("nosuch"))
                .hasMessageContaining(
                        "OCI runtime exec failed: exec failed: unable to start container process:"
                                + " exec: \"nosuch\": executable file not found in $PATH");
    }

    @Test
    void execNeedsARunningContainerAndAPodOnANode() {
        pod("'nodeSelector':{'x':'y'}," + shell("exit 1"));
        assertThatThrownBy(() -> exec("env"))
                .isInstanceOf(ApiException.class)
                .hasMessage("pod p does not have a host assigned");
        assertThatThrownBy(() -> cluster.world().runtime().logs(NS, "q", "c", false))
                .hasMessage("pods \"q\" not found");
    }

    private ExecResult exec(String... argv) {
        return cluster.world().runtime().exec(NS, "p", "c", List.of(argv));
    }
}
