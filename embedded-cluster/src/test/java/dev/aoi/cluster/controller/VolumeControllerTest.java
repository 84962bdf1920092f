package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.PV;
import static dev.aoi.cluster.kind.ResourceKinds.PVC;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.store.ObjectMeta;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

class VolumeControllerTest {
    private static final String NS = "lab";

    private final TestCluster cluster = new TestCluster(3);

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
    }

    private void volume(String name, String size, String storageClass) {
        cluster.create(
                "{'apiVersion':'v1','kind':'PersistentVolume','metadata':{'name':'%s'},'spec':{'capacity':{'storage':'%s'},'accessModes':['ReadWriteOnce'],'persistentVolumeReclaimPolicy':'Retain','storageClassName':'%s','hostPath':{'path':'/tmp/x'}}}"
                        .formatted(name, size, storageClass));
    }

    private void claim(String name, String size, String storageClass) {
        cluster.create(
                "{'apiVersion':'v1','kind':'PersistentVolumeClaim','metadata':{'name':'%s','namespace':'lab'},'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'%s'}},'storageClassName':'%s'}}"
                        .formatted(name, size, storageClass));
    }

    private void storageClass(String name, String provisioner, String mode) {
        cluster.create(
                "{'apiVersion':'storage.k8s.io/v1','kind':'StorageClass','metadata':{'name':'%s'},'provisioner':'%s','volumeBindingMode':'%s'}"
                        .formatted(name, provisioner, mode));
    }

    private void user(String name, String claim) {
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'%s','namespace':'lab'},'spec':{'terminationGracePeriodSeconds':1,'volumes':[{'name':'v','persistentVolumeClaim':{'claimName':'%s'}}],'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d'],'volumeMounts':[{'name':'v','mountPath':'/data'}]}]}}"
                        .formatted(name, claim));
    }

    private String phase(String claim) {
        return cluster.get(PVC, NS, claim).at("/status/phase").asString();
    }

    @Test
    void aClaimTakesTheSmallestVolumeThatFits() {
        volume("big", "10Gi", "manual");
        volume("small", "1Gi", "manual");
        volume("tiny", "1Mi", "manual");
        claim("c", "500Mi", "manual");
        cluster.advance(1);
        ObjectNode claim = cluster.get(PVC, NS, "c");
        assertThat(claim.at("/spec/volumeName").asString()).isEqualTo("small");
        assertThat(claim.at("/status/capacity/storage").asString()).isEqualTo("1Gi");
        assertThat(phase("c")).isEqualTo("Bound");
        ObjectNode volume = cluster.get(PV, "", "small");
        assertThat(volume.at("/status/phase").asString()).isEqualTo("Bound");
        assertThat(volume.at("/spec/claimRef/uid").asString()).isEqualTo(ObjectMeta.uid(claim));
        assertThat(cluster.get(PV, "", "big").at("/status/phase").asString())
                .isEqualTo("Available");
    }

    @Test
    void aClaimThatNothingFitsTellsWhyAndIsBoundLater() {
        claim("c", "1Gi", "fast");
        cluster.advance(1);
        assertThat(phase("c")).isEqualTo("Pending");
        assertThat(cluster.events(NS, "c"))
                .containsExactly(
                        "Warning ProvisioningFailed storageclass.storage.k8s.io \"fast\" not"
                                + " found");
        volume("v", "2Gi", "fast");
        cluster.advance(1);
        assertThat(phase("c")).isEqualTo("Bound");
    }

    @Test
    void aProvisionerIsWaitedFor() {
        storageClass("csi", "csi.example.com", "Immediate");
        claim("c", "1Gi", "csi");
        cluster.advance(1);
        assertThat(cluster.events(NS, "c"))
                .containsExactly(
                        "Normal ExternalProvisioning Waiting for a volume to be created either by"
                                + " the external provisioner 'csi.example.com' or manually by the"
                                + " system administrator. If volume creation is delayed, please"
                                + " verify that the provisioner is running and correctly"
                                + " registered.");
    }

    @Test
    void aClassMayWaitForAConsumer() {
        storageClass("local", "kubernetes.io/no-provisioner", "WaitForFirstConsumer");
        volume("v", "2Gi", "local");
        claim("c", "1Gi", "local");
        cluster.advance(1);
        assertThat(phase("c")).isEqualTo("Pending");
        assertThat(cluster.events(NS, "c"))
                .containsExactly(
                        "Normal WaitForFirstConsumer waiting for first consumer to be created"
                                + " before binding");
        user("p", "c");
        cluster.advance(5);
        assertThat(phase("c")).isEqualTo("Bound");
        assertThat(cluster.get(POD, NS, "p").at("/status/phase").asString()).isEqualTo("Running");
    }

    @Test
    void aClaimInUseStaysAndItsVolumeIsReleasedThen() {
        volume("v", "2Gi", "manual");
        claim("c", "1Gi", "manual");
        user("p", "c");
        cluster.advance(5);
        cluster.delete(PVC, NS, "c");
        cluster.advance(5);
        assertThat(ObjectMeta.terminating(cluster.get(PVC, NS, "c"))).isTrue();
        cluster.delete(POD, NS, "p");
        cluster.advance(10);
        assertThat(cluster.exists(PVC, NS, "c")).isFalse();
        assertThat(cluster.get(PV, "", "v").at("/status/phase").asString()).isEqualTo("Released");
        claim("d", "1Gi", "manual");
        cluster.advance(5);
        assertThat(phase("d")).isEqualTo("Pending");
    }
}
