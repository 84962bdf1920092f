package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CONFIG_MAP;
import static dev.aoi.cluster.kind.ResourceKinds.NAMESPACE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE_ACCOUNT;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import org.junit.jupiter.api.Test;

class NamespaceControllerTest {
    private final TestCluster cluster = new TestCluster(19);

    @Test
    void aNamespaceHasAnAccountAndTheCertificate() {
        cluster.namespace("lab");
        assertThat(cluster.exists(SERVICE_ACCOUNT, "lab", "default")).isTrue();
        assertThat(cluster.exists(CONFIG_MAP, "lab", "kube-root-ca.crt")).isTrue();
        cluster.delete(SERVICE_ACCOUNT, "lab", "default");
        assertThat(cluster.exists(SERVICE_ACCOUNT, "lab", "default")).isTrue();
    }

    @Test
    void aDeletedNamespaceIsEmptiedFirst() {
        SocialNetwork app = SocialNetwork.original();
        cluster.namespace(app.namespace());
        app.manifests().forEach(cluster::create);
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'slow','namespace':'"
                        + app.namespace()
                        + "'},'spec':{'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}]}}");
        cluster.advance(30);
        cluster.delete(NAMESPACE, "", app.namespace());
        assertThat(cluster.get(NAMESPACE, "", app.namespace()).at("/status/phase").asString())
                .isEqualTo("Terminating");
        cluster.advance(40);
        assertThat(cluster.exists(NAMESPACE, "", app.namespace())).isFalse();
        for (ResourceKind kind : ResourceKinds.all()) {
            if (kind.namespaced()) {
                assertThat(cluster.world().store().list(kind, app.namespace()))
                        .as(kind.toString())
                        .isEmpty();
            }
        }
        assertThat(cluster.world().failures()).isZero();
        cluster.namespace(app.namespace());
        assertThat(cluster.world().store().list(POD, app.namespace())).isEmpty();
    }
}
