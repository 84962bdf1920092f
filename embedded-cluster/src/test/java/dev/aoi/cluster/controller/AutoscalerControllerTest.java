package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.HORIZONTAL_POD_AUTOSCALER;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.world.WriteRequest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

class AutoscalerControllerTest {
    private static final String NS = "lab";

    private final TestCluster cluster = new TestCluster(3);

    @BeforeEach
    void workload() {
        cluster.namespace("chaos-mesh");
        cluster.namespace(NS);
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'web','namespace':'lab'},'spec':{'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':{'labels':{'app':'web'}},'spec':{'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d'],'resources':{'requests':{'cpu':'100m'}}}]}}}}");
        cluster.create(
                "{'apiVersion':'v1','kind':'Service','metadata':{'name':'metrics','namespace':'lab'},'spec':{'selector':{'app':'web'},'ports':[{'name':'https','port':443}]}}");
        cluster.create(
                "{'apiVersion':'autoscaling/v2','kind':'HorizontalPodAutoscaler','metadata':{'name':'web','namespace':'lab'},'spec':{'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'web'},'minReplicas':1,'maxReplicas':3,'metrics':[{'type':'Resource','resource':{'name':'cpu','target':{'type':'Utilization','averageUtilization':80}}}]}}");
    }

    private void metricsServer() {
        cluster.create(
                "{'apiVersion':'apiregistration.k8s.io/v1','kind':'APIService','metadata':{'name':'v1beta1.metrics.k8s.io'},'spec':{'group':'metrics.k8s.io','version':'v1beta1','groupPriorityMinimum':100,'versionPriority':100,'service':{'namespace':'lab','name':'metrics'}}}");
    }

    private void stress() {
        ResourceKind kind =
                cluster.world()
                        .store()
                        .kinds()
                        .byKind("chaos-mesh.org/v1alpha1", "StressChaos")
                        .orElseThrow();
        ObjectNode chaos =
                TestCluster.json(
                        "{'apiVersion':'chaos-mesh.org/v1alpha1','kind':'StressChaos','metadata':{'name':'x','namespace':'lab'},'spec':{'mode':'all','selector':{'labelSelectors':{'app':'web'}},'stressors':{'cpu':{'workers':1,'load':100}}}}");
        cluster.world()
                .write(
                        new WriteRequest("test", "create", "/", "", ""),
                        () -> cluster.world().store().create(kind, chaos));
    }

    private String condition(String type) {
        return cluster.get(HORIZONTAL_POD_AUTOSCALER, NS, "web")
                .at("/status/conditions")
                .valueStream()
                .filter(c -> c.path("type").asString().equals(type))
                .map(c -> c.path("status").asString() + " " + c.path("reason").asString())
                .findFirst()
                .orElse("");
    }

    private int replicas() {
        return cluster.get(DEPLOYMENT, NS, "web").at("/spec/replicas").asInt();
    }

    @Test
    void withoutMetricsItOnlyComplains() {
        cluster.advance(40);
        assertThat(condition("AbleToScale")).isEqualTo("True SucceededGetScale");
        assertThat(condition("ScalingActive")).isEqualTo("False FailedGetResourceMetric");
        assertThat(cluster.events(NS, "web"))
                .anyMatch(e -> e.startsWith("Warning FailedGetResourceMetric "))
                .anyMatch(e -> e.startsWith("Warning FailedComputeMetricsReplicas "));
        assertThat(replicas()).isEqualTo(1);
    }

    @Test
    void loadMakesItGrowUpToItsLimit() {
        metricsServer();
        cluster.advance(120);
        assertThat(condition("ScalingActive")).isEqualTo("True ValidMetricFound");
        assertThat(replicas()).isEqualTo(1);
        stress();
        cluster.advance(60);
        assertThat(replicas()).isEqualTo(3);
        assertThat(cluster.events(NS, "web"))
                .contains(
                        "Normal SuccessfulRescale New size: 3; reason: cpu resource utilization"
                                + " (percentage of request) above target");
    }
}
