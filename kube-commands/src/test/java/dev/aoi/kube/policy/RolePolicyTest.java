package dev.aoi.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.handle.HandleEntry;
import dev.aoi.kube.handle.HandleTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class RolePolicyTest {

    private static final HandleTable TABLE =
            HandleTable.of(
                    5,
                    List.of(
                            new HandleEntry("@s1", "Service", "shop", "user-service", "u1"),
                            new HandleEntry("@d4", "Deployment", "shop", "user-service", "u2"),
                            new HandleEntry("@p3", "Pod", "shop", "user-service-1", "u3"),
                            new HandleEntry("@p8", "Pod", "kube-system", "coredns-1", "u4"),
                            new HandleEntry("@p5", "Pod", "default", "wrk2-1", "u5"),
                            new HandleEntry("@n1", "Node", "", "node1", "u6"),
                            new HandleEntry("@p6", "Pod", "shop", "again", "u7"),
                            new HandleEntry("@p7", "Pod", "shop", "again", "u8"),
                            new HandleEntry("@x2", "Secret", "shop", "s", "u9"),
                            new HandleEntry("@d9", "Deployment", "default", "load", "u10")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "get pods # kubectl get pods -n shop",
                "get pods -A # kubectl get pods -A",
                "get pods -n default # kubectl get pods -n default",
                "get nodes # kubectl get nodes",
                "get namespaces # kubectl get namespaces",
                "describe @s1 # kubectl describe service/user-service -n shop",
                "describe service @s1 -n shop # kubectl describe service/user-service -n shop",
                "describe @n1 # kubectl describe node/node1",
                "logs @p3 --tail=5 # kubectl logs pod/user-service-1 -n shop --tail=5",
                "logs user-service-1 # kubectl logs pod/user-service-1 -n shop",
                "logs @p5 # kubectl logs pod/wrk2-1 -n default",
                "exec @p3 -- cat /proc/net/tcp # kubectl exec pod/user-service-1 -n shop -- cat"
                        + " /proc/net/tcp",
                "events --for @p3 # kubectl events -n shop --for=pod/user-service-1",
            })
    void aProbeReads(String text, String resolved) {
        assertThat(check(text, Role.PROBE, false))
                .isInstanceOfSatisfying(
                        Verdict.Allowed.class,
                        a -> assertThat(a.resolved().text()).isEqualTo(resolved));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "scale @d4 --replicas=1 # a probe only reads",
                "get secrets # secrets are never readable",
                "describe secret s # secrets are never readable",
                "describe @x2 # secrets are never readable",
                "get pods,secrets # secrets are never readable",
                "get pods -n kube-system # outside this incident",
                "logs @p8 # namespace kube-system is outside this incident",
                "logs @p9 # is not a handle of this incident; observed:",
                "logs user-service-2 # pod/user-service-2 was not observed in this incident;"
                        + " observed: @p3 pod/user-service-1",
                "describe pod @s1 # @s1 is a Service (user-service), not a Pod",
                "describe @s1 -n default # @s1 is in namespace shop, not in default",
                "describe @p6 # is now @p7",
                "describe @s1 @p5 # one command works in one namespace",
                "logs @n1 # does not work on a node",
                "rollout status @s1 # does not work on a service",
            })
    void aProbeIsRefused(String text, String part) {
        refused(text, Role.PROBE, true, part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "scale @d4 --replicas=1 # kubectl scale deployment/user-service -n shop"
                        + " --replicas=1",
                "rollout restart deploy/user-service # kubectl rollout restart"
                        + " deployment/user-service -n shop",
                "patch @s1 -p '{\"spec\":{\"a\":1},\"metadata\":{\"labels\":{\"a\":\"b\"}}}' #"
                        + " kubectl patch service/user-service -n shop --type=strategic -p"
                        + " '{\"spec\":{\"a\":1},\"metadata\":{\"labels\":{\"a\":\"b\"}}}'",
                "get pods # kubectl get pods -n shop",
            })
    void anExecutorWrites(String text, String resolved) {
        assertThat(check(text, Role.EXECUTOR, true))
                .isInstanceOfSatisfying(
                        Verdict.Allowed.class,
                        a -> assertThat(a.resolved().text()).isEqualTo(resolved));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "scale @d9 --replicas=1 # changes are allowed in namespace shop only, not in"
                        + " default",
                "scale deploy/other --replicas=1 # was not observed",
                "patch @p3 -p '{\"spec\":{}}' # does not work on a pod",
                "patch @s1 -p '{\"metadata\":{\"name\":\"x\"}}' # not '/metadata/name'",
                "patch @s1 -p '{\"status\":{}}' # not '/status'",
                "patch @s1 --type=json -p"
                    + " '[{\"op\":\"add\",\"path\":\"/metadata/ownerReferences\",\"value\":[]}]' #"
                    + " not '/metadata/ownerReferences'",
                "patch @s1 --type=json -p"
                    + " '[{\"op\":\"copy\",\"path\":\"/spec/a\",\"from\":\"/metadata/uid\"}]' # not"
                    + " '/metadata/uid'",
                "patch @s1 --type=json -p '[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]' # not"
                        + " ''",
            })
    void anExecutorIsRefused(String text, String part) {
        refused(text, Role.EXECUTOR, true, part);
    }

    @Test
    void anExecutorWritesNothingWhereTheIncidentIsReadOnly() {
        refused("scale @d4 --replicas=1", Role.EXECUTOR, false, "allows no changes");
    }

    private static void refused(String text, Role role, boolean writes, String part) {
        assertThat(check(text, role, writes))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class, r -> assertThat(r.reason()).contains(part));
    }

    private static Verdict check(String text, Role role, boolean writes) {
        KubeCommand command = ((Parsed.Understood) CommandParser.parse(text)).command();
        return RolePolicy.check(command, new Scope(role, writes, "shop", TABLE));
    }
}
