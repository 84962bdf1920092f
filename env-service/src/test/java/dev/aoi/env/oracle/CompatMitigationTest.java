package dev.aoi.env.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R1 and R4 of aiopslab.md 1.3, on objects. */
class CompatMitigationTest {

    private static Service service(IntOrString... targets) {
        ServiceBuilder service = new ServiceBuilder().withNewSpec().endSpec();
        for (IntOrString target : targets) {
            service.editSpec().addNewPort().withTargetPort(target).endPort().endSpec();
        }
        return service.build();
    }

    @Test
    void onlyTheIntegerOfTheFirstPortCounts() {
        assertThat(first(service(new IntOrString(9090)))).isTrue();
        assertThat(first(service(new IntOrString(9090), new IntOrString(9999)))).isTrue();
        assertThat(first(service(new IntOrString(9999), new IntOrString(9090)))).isFalse();
        assertThat(first(service(new IntOrString("9090")))).isFalse();
        assertThat(first(service(new IntOrString("thrift")))).isFalse();
        assertThat(first(service())).isFalse();
        assertThat(CompatMitigation.firstPort(null, 9090).getPassed()).isFalse();
        assertThat(CompatMitigation.firstPort(service(new IntOrString("9090")), 9090).getDetail())
                .isEqualTo(
                        "spec.ports[0].targetPort is the text \"9090\", right is the number 9090");
    }

    private static boolean first(Service service) {
        return CompatMitigation.firstPort(service, 9090).getPassed();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, true", "1, 0, false", "3, 3, false", "0, 0, false"})
    void replicasMustBeAsBefore(int wanted, int available, boolean passed) {
        Deployment deployment =
                new DeploymentBuilder()
                        .withNewSpec()
                        .withReplicas(wanted)
                        .endSpec()
                        .withNewStatus()
                        .withAvailableReplicas(available)
                        .endStatus()
                        .build();
        assertThat(CompatMitigation.replicas(deployment, 1).getPassed()).isEqualTo(passed);
    }

    @Test
    void aDeploymentThatIsGoneFails() {
        assertThat(CompatMitigation.replicas(null, 1).getPassed()).isFalse();
    }
}
