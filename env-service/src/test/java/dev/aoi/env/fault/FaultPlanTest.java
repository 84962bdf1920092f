package dev.aoi.env.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

import org.junit.jupiter.api.Test;

import java.util.Map;

class FaultPlanTest {

    private static Service service(IntOrString... targets) {
        ServiceBuilder service =
                new ServiceBuilder()
                        .withNewMetadata()
                        .withName("a")
                        .withNamespace("n")
                        .endMetadata()
                        .withNewSpec()
                        .endSpec();
        for (IntOrString target : targets) {
            service.editSpec().addNewPort().withTargetPort(target).endPort().endSpec();
        }
        return service.build();
    }

    @Test
    void breaksEveryMatchingIntegerPortAndNoOther() {
        FaultPlan plan =
                FaultPlan.targetPort(
                        service(
                                new IntOrString(9090),
                                new IntOrString(80),
                                new IntOrString("9090"),
                                new IntOrString(9090)),
                        9090);
        assertThat(plan.inject())
                .containsExactly(
                        new ObjectPatch(
                                "Service",
                                "n",
                                "a",
                                "[{\"op\":\"replace\",\"path\":\"/spec/ports/0/targetPort\",\"value\":9999},"
                                    + "{\"op\":\"replace\",\"path\":\"/spec/ports/3/targetPort\",\"value\":9999}]"));
        assertThat(plan.undo().getFirst().patch())
                .isEqualTo(plan.inject().getFirst().patch().replace("9999", "9090"));
        assertThat(plan.facts()).isEqualTo(Map.of("port", "9090", "wrong-port", "9999"));
    }

    @Test
    void takesAnotherWrongPortWhenTheRightOneIs9999() {
        FaultPlan plan = FaultPlan.targetPort(service(new IntOrString(9999)), 9999);
        assertThat(plan.facts()).containsEntry("wrong-port", "9998");
    }

    @Test
    void refusesToBreakNothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> FaultPlan.targetPort(service(new IntOrString("http")), 9090))
                .withMessageContaining("Service a");
    }

    @Test
    void scalesBackToWhatWas() {
        FaultPlan plan =
                FaultPlan.scaleToZero(
                        new DeploymentBuilder()
                                .withNewMetadata()
                                .withName("a")
                                .withNamespace("n")
                                .endMetadata()
                                .withNewSpec()
                                .withReplicas(3)
                                .endSpec()
                                .build());
        assertThat(plan.inject().getFirst().patch()).contains("\"value\":0");
        assertThat(plan.undo().getFirst().patch()).contains("\"value\":3");
        assertThat(plan.facts()).isEqualTo(Map.of("replicas", "3"));
    }

    @Test
    void patchesSurviveTheLease() {
        ObjectPatch patch = new ObjectPatch("Service", "n", "a", "[]");
        assertThat(ObjectPatch.of(patch.asUndoStep())).isEqualTo(patch);
    }
}
