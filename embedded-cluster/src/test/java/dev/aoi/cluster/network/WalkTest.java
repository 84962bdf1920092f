package dev.aoi.cluster.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.controller.KubernetesBehaviour;
import dev.aoi.cluster.controller.TestCluster;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.ExecResult;
import dev.aoi.cluster.world.World;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** What a command in a pod sees of the ways to another pod. */
class WalkTest {
    private final TestCluster cluster = new TestCluster(5);

    private static void app(TestCluster cluster, String name, int targetPort, String more) {
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'"
                        + name
                        + "','namespace':'lab','labels':{'app':'"
                        + name
                        + "'}},'spec':{'containers':[{'name':'c',"
                        + "'image':'local/social-network-microservices:1.0.0','env':[{'name':"
                        + "'SERVICE','value':'"
                        + name
                        + "'}]}]}}");
        cluster.create(
                "{'apiVersion':'v1','kind':'Service','metadata':{'name':'"
                        + name
                        + "','namespace':'lab'},'spec':{'selector':{'app':'"
                        + name
                        + "'},"
                        + more
                        + "'ports':[{'port':9090,'targetPort':"
                        + targetPort
                        + "}]}}");
        cluster.advance(6);
    }

    private ExecResult exec(String... argv) {
        return cluster.world().runtime().exec("lab", "a", "c", List.of(argv));
    }

    private String get(String url) {
        ExecResult result = exec("wget", "-qO-", "-T", "3", url);
        return result.stdout() + result.stderr();
    }

    private void apps() {
        cluster.namespace("lab");
        app(cluster, "a", 9090, "");
        app(cluster, "b", 9090, "");
    }

    @Test
    void aServiceAnswersUnderItsNames() {
        apps();
        assertThat(get("http://b:9090/")).isEqualTo("b ok\n");
        assertThat(get("http://b.lab.svc.cluster.local:9090/")).isEqualTo("b ok\n");
        assertThat(get("http://b:9090/healthz")).isEqualTo("ok\n");
        assertThat(get("http://nosuch:9090/")).isEqualTo("wget: bad address 'nosuch:9090'\n");
        ObjectNode pod = cluster.get(ResourceKinds.POD, "lab", "b");
        cluster.advance(2);
        assertThat(cluster.logs(pod).getLast()).endsWith("[info] b alive, requests=2");
    }

    @Test
    void aWrongTargetPortRefuses() {
        cluster.namespace("lab");
        app(cluster, "a", 9090, "");
        app(cluster, "b", 9999, "");
        String address =
                cluster.get(ResourceKinds.SERVICE, "lab", "b").at("/spec/clusterIP").asString();
        assertThat(get("http://b:9090/"))
                .isEqualTo(
                        "wget: can't connect to remote host ("
                                + address
                                + "): Connection refused\n");
    }

    @Test
    void nodePortsAliasesAndHeadlessServices() {
        apps();
        app(cluster, "c", 9090, "'type':'NodePort',");
        int port =
                cluster.get(ResourceKinds.SERVICE, "lab", "c").at("/spec/ports/0/nodePort").asInt();
        assertThat(get("http://172.18.0.3:" + port + "/")).isEqualTo("c ok\n");
        app(cluster, "d", 9090, "'clusterIP':'None',");
        assertThat(get("http://d:9090/")).isEqualTo("d ok\n");
        cluster.create(
                "{'apiVersion':'v1','kind':'Service','metadata':{'name':'other','namespace':'lab'},"
                    + "'spec':{'type':'ExternalName','externalName':'b.lab.svc.cluster.local'}}");
        assertThat(get("http://other:9090/")).isEqualTo("b ok\n");
    }

    private void policy(String spec) {
        cluster.create(
                "{'apiVersion':'networking.k8s.io/v1','kind':'NetworkPolicy',"
                        + "'metadata':{'name':'p','namespace':'lab'},'spec':{"
                        + spec
                        + "}}");
    }

    private void noPolicy() {
        cluster.delete(ResourceKinds.NETWORK_POLICY, "lab", "p");
    }

    @Test
    void networkPoliciesAreInEffect() {
        apps();
        String timedOut = "wget: download timed out\n";
        policy("'podSelector':{'matchLabels':{'app':'b'}},'policyTypes':['Ingress']");
        assertThat(get("http://b:9090/")).isEqualTo(timedOut);
        noPolicy();
        assertThat(get("http://b:9090/")).isEqualTo("b ok\n");
        policy(
                "'podSelector':{},'policyTypes':['Ingress'],'ingress':[{'from':[{'podSelector':"
                        + "{'matchLabels':{'app':'a'}}}],'ports':[{'port':9090}]}]");
        assertThat(get("http://b:9090/")).isEqualTo("b ok\n");
        noPolicy();
        policy(
                "'podSelector':{},'policyTypes':['Ingress'],'ingress':[{'from':[{'podSelector':"
                        + "{'matchLabels':{'app':'a'}}}],'ports':[{'port':80}]}]");
        assertThat(get("http://b:9090/")).isEqualTo(timedOut);
        noPolicy();
        policy(
                "'podSelector':{'matchLabels':{'app':'a'}},'policyTypes':['Egress'],"
                        + "'egress':[{'to':[{'ipBlock':{'cidr':'10.244.0.0/16',"
                        + "'except':['10.244.9.0/24']}}]}]");
        assertThat(get("http://b:9090/")).isEqualTo("b ok\n");
        noPolicy();
        policy("'podSelector':{'matchLabels':{'app':'a'}},'policyTypes':['Egress']");
        assertThat(get("http://b:9090/")).isEqualTo(timedOut);
    }

    @Test
    void onABareNodeNamesAreAnsweredOnlyByCoreDns() {
        TestCluster bare =
                new TestCluster(
                        new World("bare", 5, ClusterShape.NODE1, KubernetesBehaviour.factory()));
        bare.namespace("lab");
        app(bare, "a", 9090, "");
        int replicas =
                bare.get(ResourceKinds.DEPLOYMENT, "kube-system", "coredns")
                        .at("/spec/replicas")
                        .asInt();
        assertThat(replicas).isEqualTo(1);
        bare.change(
                ResourceKinds.DEPLOYMENT,
                "kube-system",
                "coredns",
                d -> ((ObjectNode) d.path("spec")).put("replicas", 0));
        bare.advance(20);
        ExecResult result =
                bare.world()
                        .runtime()
                        .exec("lab", "a", "c", List.of("wget", "-qO-", "http://a:9090/"));
        assertThat(result.stderr()).isEqualTo("wget: bad address 'a:9090'\n");
        assertThat(bare.world().runtime().exec("lab", "a", "c", List.of("nslookup", "a")).stdout())
                .isEqualTo(";; connection timed out; no servers could be reached\n\n");
        bare.change(
                ResourceKinds.DEPLOYMENT,
                "kube-system",
                "coredns",
                d -> ((ObjectNode) d.path("spec")).put("replicas", 1));
        bare.advance(20);
        assertThat(
                        bare.world()
                                .runtime()
                                .exec("lab", "a", "c", List.of("wget", "-qO-", "http://a:9090/"))
                                .stdout())
                .isEqualTo("a ok\n");
        ExecResult look = bare.world().runtime().exec("lab", "a", "c", List.of("nslookup", "a"));
        assertThat(look.stdout())
                .startsWith(
                        "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n** server can't find")
                .contains("Name:\ta.lab.svc.cluster.local\nAddress: 10.96.");
        assertThat(look.exitCode()).isEqualTo(1);
    }
}
