package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GarbageCollectorTest {
    private final TestCluster cluster = new TestCluster(23);

    @BeforeEach
    void start() {
        cluster.namespace("lab");
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'web','namespace':'lab'},"
                    + "'spec':{'replicas':2,'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':{'labels':{'app':'web'}},"
                    + "'spec':{'terminationGracePeriodSeconds':5,'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}]}}}}");
        cluster.advance(10);
    }

    private void delete(String policy) {
        cluster.world()
                .locked(
                        () ->
                                cluster.world()
                                        .store()
                                        .delete(
                                                new ObjectKey(DEPLOYMENT, "lab", "web"),
                                                new Preconditions(null, null, null, policy)));
        cluster.world().settle();
    }

    private int pods() {
        return cluster.world().store().list(POD, "lab").size();
    }

    private int sets() {
        return cluster.world().store().list(REPLICA_SET, "lab").size();
    }

    @Test
    void inTheBackgroundTheOwnerGoesFirst() {
        delete("Background");
        assertThat(cluster.exists(DEPLOYMENT, "lab", "web")).isFalse();
        assertThat(sets()).isZero();
        assertThat(pods()).isEqualTo(2);
        cluster.advance(10);
        assertThat(pods()).isZero();
    }

    @Test
    void inTheForegroundTheOwnerGoesLast() {
        delete("Foreground");
        assertThat(ObjectMeta.terminating(cluster.get(DEPLOYMENT, "lab", "web"))).isTrue();
        assertThat(sets()).isEqualTo(1);
        cluster.advance(3);
        assertThat(cluster.exists(DEPLOYMENT, "lab", "web")).isTrue();
        cluster.advance(10);
        assertThat(cluster.exists(DEPLOYMENT, "lab", "web")).isFalse();
        assertThat(sets() + pods()).isZero();
    }

    @Test
    void orphansStay() {
        delete("Orphan");
        cluster.advance(10);
        assertThat(cluster.exists(DEPLOYMENT, "lab", "web")).isFalse();
        assertThat(sets()).isEqualTo(1);
        assertThat(pods()).isEqualTo(2);
        assertThat(
                        ObjectMeta.ownerReferences(
                                cluster.world().store().list(REPLICA_SET, "lab").getFirst()))
                .isEmpty();
    }
}
