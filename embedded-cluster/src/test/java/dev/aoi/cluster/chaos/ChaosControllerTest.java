package dev.aoi.cluster.chaos;

import static dev.aoi.cluster.kind.ResourceKinds.POD;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.controller.TestCluster;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.world.ExecResult;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;

class ChaosControllerTest {
    private final TestCluster cluster = new TestCluster(17);

    @BeforeEach
    void pods() {
        cluster.namespace("chaos-mesh");
        cluster.namespace("lab");
        for (String name : List.of("a", "b")) {
            cluster.create(
                    "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'"
                            + name
                            + "','namespace':'lab','labels':{'app':'"
                            + name
                            + "'}},'spec':{'volumes':[{'name':'d','emptyDir':{}}],'containers':["
                            + "{'name':'c','image':'local/social-network-microservices:1.0.0',"
                            + "'command':['UserService'],'env':[{'name':'SERVICE','value':'"
                            + name
                            + "'}],'resources':{'limits':{'memory':'64Mi'}},"
                            + "'volumeMounts':[{'name':'d','mountPath':'/data'}]}]}}");
            cluster.create(
                    "{'apiVersion':'v1','kind':'Service','metadata':{'name':'"
                            + name
                            + "','namespace':'lab'},'spec':{'selector':{'app':'"
                            + name
                            + "'},'ports':[{'port':9090}]}}");
        }
        cluster.advance(8);
    }

    private ResourceKind kind(String kind) {
        return cluster.world()
                .store()
                .kinds()
                .byKind("chaos-mesh.org/v1alpha1", kind)
                .orElseThrow();
    }

    private void chaos(String kind, String spec) {
        ObjectNode object =
                TestCluster.json(
                        "{'apiVersion':'chaos-mesh.org/v1alpha1','kind':'"
                                + kind
                                + "','metadata':{'name':'x','namespace':'lab'},'spec':{'mode':'one',"
                                + "'selector':{'namespaces':['lab'],'labelSelectors':{'app':'b'}},"
                                + spec
                                + "}}");
        cluster.world()
                .write(
                        new dev.aoi.cluster.world.WriteRequest("test", "create", "/", "", ""),
                        () -> cluster.world().store().create(kind(kind), object));
    }

    private ObjectNode experiment(String kind) {
        return cluster.get(kind(kind), "lab", "x");
    }

    private String condition(String kind, String type) {
        for (JsonNode c : experiment(kind).at("/status/conditions")) {
            if (c.path("type").asString().equals(type)) {
                return c.path("status").asString();
            }
        }
        return "";
    }

    private ExecResult exec(String pod, String... argv) {
        return cluster.world().runtime().exec("lab", pod, "c", List.of(argv));
    }

    private ExecResult get() {
        return exec("a", "wget", "-qO-", "-T", "8", "http://b:9090/");
    }

    @Test
    void aKilledContainerIsStartedAgain() {
        chaos("PodChaos", "'action':'container-kill','containerNames':['c'],'duration':'60s'");
        cluster.advance(3);
        JsonNode status = cluster.get(POD, "lab", "b").at("/status/containerStatuses/0");
        assertThat(status.path("restartCount").asInt()).isEqualTo(1);
        assertThat(status.at("/lastState/terminated/exitCode").asInt()).isEqualTo(137);
        assertThat(condition("PodChaos", "AllInjected")).isEqualTo("True");
        JsonNode record = experiment("PodChaos").at("/status/experiment/containerRecords/0");
        assertThat(record.path("id").asString()).isEqualTo("lab/b/c");
        assertThat(record.path("phase").asString()).isEqualTo("Injected");
        assertThat(cluster.events("lab", "x"))
                .contains(
                        "Normal FinalizerInited Finalizer has been inited",
                        "Normal Started Experiment has started",
                        "Normal Applied Successfully apply chaos for lab/b/c");
    }

    @Test
    void aKilledPodIsGone() {
        chaos("PodChaos", "'action':'pod-kill'");
        cluster.advance(3);
        assertThat(cluster.exists(POD, "lab", "b")).isFalse();
        assertThat(cluster.exists(POD, "lab", "a")).isTrue();
    }

    @Test
    void aFailedPodComesBackAfterTheDuration() {
        chaos("PodChaos", "'action':'pod-failure','duration':'30s'");
        cluster.advance(5);
        assertThat(cluster.get(POD, "lab", "b").at("/spec/containers/0/image").asString())
                .isEqualTo(PodEffects.PAUSE_IMAGE);
        assertThat(get().exitCode()).isEqualTo(1);
        cluster.advance(90);
        assertThat(cluster.get(POD, "lab", "b").at("/spec/containers/0/image").asString())
                .isEqualTo("local/social-network-microservices:1.0.0");
        assertThat(condition("PodChaos", "AllRecovered")).isEqualTo("True");
        assertThat(get().stdout()).isEqualTo("b ok\n");
    }

    @Test
    void delaysLossesAndPartitionsEndWithTheExperiment() {
        chaos("NetworkChaos", "'action':'delay','delay':{'latency':'500ms'},'duration':'20s'");
        cluster.advance(1);
        assertThat(get().took()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1500));
        cluster.advance(25);
        assertThat(get().took()).isLessThan(Duration.ofMillis(100));
        assertThat(condition("NetworkChaos", "AllRecovered")).isEqualTo("True");
        cluster.delete(kind("NetworkChaos"), "lab", "x");
        cluster.advance(1);
        assertThat(cluster.exists(kind("NetworkChaos"), "lab", "x")).isFalse();

        chaos("NetworkChaos", "'action':'partition','direction':'both'");
        cluster.advance(1);
        assertThat(get().stderr()).isEqualTo("wget: download timed out\n");
        cluster.delete(kind("NetworkChaos"), "lab", "x");
        cluster.advance(1);
        assertThat(get().stdout()).isEqualTo("b ok\n");

        chaos("NetworkChaos", "'action':'loss','loss':{'loss':'99','correlation':'100'}");
        cluster.advance(1);
        assertThat(get().exitCode()).isEqualTo(1);
    }

    @Test
    void stressBeyondTheLimitIsKilled() {
        chaos("StressChaos", "'stressors':{'memory':{'workers':1,'size':'256MB'}}");
        cluster.advance(2);
        JsonNode status = cluster.get(POD, "lab", "b").at("/status/containerStatuses/0");
        assertThat(status.at("/lastState/terminated/reason").asString()).isEqualTo("OOMKilled");
    }

    @Test
    void stressOfTheProcessorShows() {
        chaos("StressChaos", "'stressors':{'cpu':{'workers':2,'load':50}}");
        cluster.advance(1);
        assertThat(cluster.world().runtime().usage("lab", "b", "c").orElseThrow().millicores())
                .isGreaterThanOrEqualTo(1000);
        assertThat(get().took()).isGreaterThan(Duration.ofMillis(5));
    }

    @Test
    void answersAreReplacedAborted() {
        chaos("HTTPChaos", "'target':'Response','port':9090,'path':'/*','replace':{'code':503}");
        cluster.advance(1);
        assertThat(get().stderr())
                .isEqualTo("wget: server returned error: HTTP/1.1 503 Service Unavailable\n");
        cluster.delete(kind("HTTPChaos"), "lab", "x");
        chaos("HTTPChaos", "'target':'Request','port':9090,'path':'/*','abort':true");
        cluster.advance(1);
        assertThat(get().stderr())
                .isEqualTo("wget: error getting response: Connection reset by peer\n");
    }

    @Test
    void aFullDiskRefusesWrites() {
        chaos(
                "IOChaos",
                "'action':'fault','errno':28,'volumePath':'/data','methods':['WRITE'],'percent':100");
        cluster.advance(1);
        ExecResult result = exec("b", "sh", "-c", "echo x > /data/f");
        assertThat(result.stderr())
                .isEqualTo("sh: can't create /data/f: No space left on device\n");
        assertThat(exec("b", "sh", "-c", "echo x > /tmp/f").exitCode()).isZero();
    }

    @Test
    void aShiftedClockShowsInTheContainerAlone() {
        chaos("TimeChaos", "'timeOffset':'-1h'");
        cluster.advance(1);
        long own = Long.parseLong(exec("b", "date", "+%s").stdout().strip());
        long other = Long.parseLong(exec("a", "date", "+%s").stdout().strip());
        assertThat(other - own).isBetween(3599L, 3601L);
    }

    @Test
    void namesFailForThePodAlone() {
        cluster.change(
                POD,
                "lab",
                "a",
                pod -> ((ObjectNode) pod.at("/metadata/labels")).put("app", "b").put("who", "a"));
        cluster.advance(1);
        chaos("DNSChaos", "'action':'error','patterns':['b.*'],'mode':'all'");
        cluster.advance(1);
        assertThat(get().stderr()).isEqualTo("wget: bad address 'b:9090'\n");
        assertThat(
                        cluster.world()
                                .store()
                                .get(new ObjectKey(kind("DNSChaos"), "lab", "x"))
                                .orElseThrow()
                                .at("/status/experiment/containerRecords")
                                .size())
                .isEqualTo(2);
    }
}
