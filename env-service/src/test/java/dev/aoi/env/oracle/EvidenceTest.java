package dev.aoi.env.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {
    private static final Truth PORT = Truths.targetPort("detection");
    private static final Truth SCALE = Truths.scale("detection");

    private static boolean shows(Truth truth, String output) {
        return Evidence.shows(truth, Truths.observation("kubectl get endpoints", output));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user-service   10.244.1.10:9999   12m",
                "Name: user-service\nTargetPort:        9999/TCP\n",
                "metadata:\n  name: user-service\nspec:\n  ports:\n  - targetPort: 9999\n",
                "TSocket::open() connect() <Host: user-service Port: 9090>: Connection refused",
                "<error>: (ClientPool.h:114:Pop) Failed to connect user-service-client"
            })
    void aWrongPortIsShown(String output) {
        assertThat(shows(PORT, output)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user-service   10.244.1.10:9090   12m",
                "text-service   10.244.1.10:9999   12m",
                "my-user-service 10.244.1.10:9999",
                "user-service   10.244.1.10:99990   12m",
                "user-service ok\ntext-service: Connection refused"
            })
    void otherOutputDoesNotShowAWrongPort(String output) {
        assertThat(shows(PORT, output)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user-service   0/0     0            0           25m",
                "user-service   <none>    25m",
                "Name:  user-service\nReplicas:  0 desired | 0 updated | 0 total\n",
                "metadata:\n  name: user-service\nspec:\n  replicas: 0\n",
                "{\"metadata\":{\"name\":\"user-service\"},\"spec\":{\"replicas\":0}}",
                "Name: user-service\nEndpoints:         <none>\nSession Affinity: None",
                "Name: user-service\nEndpoints:         \nSession Affinity: None",
                "Scaled down replica set user-service-788f56bcb6 from 1 to 0",
                "connect() <Host: user-service Port: 9090>: Connection refused"
            })
    void missingReplicasAreShown(String output) {
        assertThat(shows(SCALE, output)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user-service   1/1     1            1           25m",
                "user-service   10.0.0.1 1m\ntext-service   <none>    25m",
                "text-service   0/0     0            0           25m"
            })
    void otherOutputDoesNotShowMissingReplicas(String output) {
        assertThat(shows(SCALE, output)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl get pods -n test-social-network",
                "kubectl get pods,services -n test-social-network",
                "kubectl get endpoints -A",
                "kubectl describe pod/a -n test-social-network"
            })
    void aLookAtPodsOrEndpointsShowsThatNothingIsBroken(String command) {
        assertThat(Evidence.shows(Truths.nothing(), Truths.observation(command, "..."))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl get pods -n default",
                "kubectl get services -n test-social-network",
                "",
                "echo pods"
            })
    void otherLooksDoNot(String command) {
        assertThat(Evidence.shows(Truths.nothing(), Truths.observation(command, "..."))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasNotRunOrFailedShowsNothing(boolean refused) {
        Observation.Builder look =
                Observation.newBuilder(
                        Truths.observation("kubectl get pods -n test-social-network", ""));
        Observation seen =
                refused
                        ? look.setVerdict(CommandVerdict.REFUSED).build()
                        : look.setExitCode(1).build();
        assertThat(Evidence.shows(Truths.nothing(), seen)).isFalse();
    }
}
