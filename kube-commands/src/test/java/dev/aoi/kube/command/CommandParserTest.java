package dev.aoi.kube.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "kubectl get pods -n shop # kubectl get pods -n shop",
                "get po -nshop -owide # kubectl get pods -n shop -o wide",
                "get deploy,svc -A # kubectl get deployments,services -A",
                "-n shop get ev --sort-by=.lastTimestamp # kubectl get events -n shop"
                        + " --sort-by=.lastTimestamp",
                "get pods --sort-by '{.status.containerStatuses[0].restartCount}' # kubectl get"
                        + " pods --sort-by='.status.containerStatuses[0].restartCount'",
                "get pods -l 'app in (a,b)' --field-selector=status.phase!=Running # kubectl get"
                        + " pods -l 'app in (a,b)' --field-selector=status.phase!=Running",
                "get svc a b # kubectl get service/a service/b",
                "get deployments.apps/a @p3 # kubectl get deployment/a @p3",
                "get service @s1 -o yaml # kubectl get service/@s1 -o yaml",
                "describe @d7 # kubectl describe @d7",
                "describe nodes # kubectl describe nodes",
                "logs p-1 -c app --previous --tail 20 --since=1h30m # kubectl logs pod/p-1 -c app"
                        + " --previous --tail=20 --since=5400s",
                "logs deploy/a # kubectl logs deployment/a",
                "logs -l app=a # kubectl logs -l app=a",
                "logs -l app=a --tail=-1 # kubectl logs -l app=a --tail=-1",
                "events --for pod/a --types=Warning # kubectl events --for=pod/a --types=Warning",
                "exec @p1 -c app -- cat /proc/net/tcp6 # kubectl exec @p1 -c app -- cat"
                        + " /proc/net/tcp6",
                "patch svc a -p '{\"spec\": {\"x\": 1.50}}' # kubectl patch service/a"
                        + " --type=strategic -p '{\"spec\":{\"x\":1.50}}'",
                "patch @s1 --type json -p '[{\"op\":\"remove\",\"path\":\"/spec/x\"}]' # kubectl"
                        + " patch @s1 --type=json -p '[{\"op\":\"remove\",\"path\":\"/spec/x\"}]'",
                "scale --replicas=2 sts a # kubectl scale statefulset/a --replicas=2",
                "scale deployment/a --replicas 0 --current-replicas=3 # kubectl scale deployment/a"
                        + " --replicas=0 --current-replicas=3",
                "rollout status deploy a --timeout=5s --watch=false # kubectl rollout status"
                        + " deployment/a",
                "rollout history deploy/a --revision=2 # kubectl rollout history deployment/a"
                        + " --revision=2",
                "rollout restart @d1 -n shop # kubectl rollout restart @d1 -n shop",
                "rollout undo sts/a --to-revision=3 # kubectl rollout undo statefulset/a"
                        + " --to-revision=3",
            })
    void understands(String text, String canonical) {
        assertThat(CommandParser.parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Understood.class,
                        u -> assertThat(u.command().text()).isEqualTo(canonical));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "get pods | grep a # a pipe",
                "get pods > /tmp/a # a redirection",
                "get pods; rm -rf / # several commands",
                "get pods && id # several commands",
                "get pods $(id) # a substitution",
                "get pods `id` # a substitution",
                "get pods \"$HOME\" # a substitution",
                "get pods a* # an expansion",
                "KUBECONFIG=/x kubectl get pods # settings in front of a command",
                "get pods --kubeconfig=/x # flag --kubeconfig is not accepted by kubectl get",
                "get pods --token x # flag --token is not accepted",
                "get pods -s http://x # flag -s is not accepted",
                "get pods --raw /api # flag --raw is not accepted",
                "get pods -w # look again instead",
                "logs a -f # look again instead",
                "get pods -n a -n b # given twice",
                "get pods -n a -A # exclude each other",
                "get pods a -A # cannot be retrieved by name across all namespaces",
                "get pods a -l x=y # name cannot be provided when a selector",
                "get foo # the server doesn't have a resource type \"foo\"",
                "get pods -o jsonpath=a # -o takes wide",
                "get pods A_B # is not a name",
                "get pods -n '' # is not a namespace",
                "delete pod a # kubectl delete is not available",
                "apply -f x # kubectl apply is not available",
                "exec a -- sh # exec runs only",
                "exec a -- cat /etc/passwd # exec runs only",
                "exec a # exec runs only",
                "exec a -it -- cat /proc/net/tcp # flag -i is not accepted",
                "logs a b # takes one object",
                "logs cm/a # has no pods",
                "patch pod a -p '{}' # is allowed for",
                "patch secret a -p '{\"data\":{}}' # is allowed for",
                "patch svc a -p '{bad' # is not JSON",
                "patch svc a -p '{\"a\":1,\"a\":2}' # is not JSON",
                "patch svc a -p '[]' # a strategic patch is an object",
                "patch svc a --type=json -p '{}' # a json patch is an array",
                "patch svc a # needs the patch",
                "scale deploy a b --replicas=1 # exactly one object",
                "scale deploy a --replicas=-1 # whole number from 0",
                "scale svc a --replicas=1 # is allowed for",
                "rollout pause deploy/a # status, history, restart or undo",
                "get 'pods # never closed",
                "get @p0 # is not a handle",
            })
    void rejectsNamingWhatWasWrong(String text, String part) {
        assertThat(CommandParser.parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class, r -> assertThat(r.reason()).contains(part));
    }

    @Test
    void rejectsSeveralLinesAndInvisibleCharacters() {
        assertThat(CommandParser.parse("get pods\nget secrets"))
                .isInstanceOf(Parsed.Rejected.class);
        assertThat(CommandParser.parse("get pods 'a\u202eb'")).isInstanceOf(Parsed.Rejected.class);
        assertThat(CommandParser.parse("get pods '\udb40\udc01'"))
                .isInstanceOf(Parsed.Rejected.class);
        assertThat(CommandParser.parse("")).isInstanceOf(Parsed.Rejected.class);
    }

    @Test
    void allStandsForKubectlsOwnTypes() {
        assertThat(CommandParser.parse("get all"))
                .isInstanceOfSatisfying(
                        Parsed.Understood.class,
                        u ->
                                assertThat(u.command().listedTypes())
                                        .startsWith(ResourceType.POD, ResourceType.SERVICE)
                                        .doesNotContain(ResourceType.SECRET));
    }
}
