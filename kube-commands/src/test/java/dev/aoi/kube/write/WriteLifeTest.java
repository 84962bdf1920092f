package dev.aoi.kube.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.kube.server.SmallApiServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class WriteLifeTest {

    private static final String SERVICE = "/api/v1/namespaces/shop/services/user-service";
    private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/shop/deployments/web";

    private final PatchingStore store =
            new PatchingStore()
                    .put(
                            """
                            {"kind":"Service","apiVersion":"v1","metadata":{"name":"user-service",
                             "namespace":"shop","uid":"u1","resourceVersion":"10"},
                             "spec":{"ports":[{"name":"a","port":9090,"targetPort":9999,
                              "protocol":"TCP"}],"type":"ClusterIP"}}\
                            """)
                    .put(
                            """
                            {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web",
                             "namespace":"shop","uid":"u2","resourceVersion":"20"},
                             "spec":{"replicas":0,"template":{"metadata":{"labels":{"app":"web"}},
                              "spec":{"containers":[{"name":"web","image":"web:2","env":[
                               {"name":"A","value":"1"}]}]}}}}\
                            """)
                    .put(replicaSet("web-1", "1", "web:1"))
                    .put(replicaSet("web-2", "2", "web:2"));
    private final SmallApiServer server = new SmallApiServer(store);
    private final WritePlanner planner = new WritePlanner(server.client());
    private final WriteApplier applier = new WriteApplier(server.client());

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "patch svc user-service -n shop --type=json -p"
                    + " '[{\"op\":\"replace\",\"path\":\"/spec/ports/0/targetPort\",\"value\":9090}]'"
                    + " # service/user-service patched",
                "patch svc user-service -n shop -p"
                        + " '{\"spec\":{\"ports\":[{\"port\":9090,\"targetPort\":9090}]}}' #"
                        + " service/user-service patched",
                "patch svc user-service -n shop -p"
                        + " '{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":80}]}}' #"
                        + " service/user-service patched",
                "patch svc user-service -n shop --type=merge -p"
                        + " '{\"spec\":{\"ports\":[{\"port\":1},{\"port\":2}],\"type\":null}}' #"
                        + " service/user-service patched",
                "patch svc user-service -n shop --type=merge -p"
                        + " '{\"metadata\":{\"labels\":{\"a/b\":\"c\"}}}' # service/user-service"
                        + " patched",
                "scale deploy web -n shop --replicas=1 # deployment.apps/web scaled",
                "rollout restart deploy web -n shop # deployment.apps/web restarted",
                "rollout undo deploy web -n shop # deployment.apps/web rolled back",
                "patch deploy web -n shop -p"
                    + " '{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"env\":[{\"name\":\"B\",\"value\":\"2\"},{\"$patch\":\"delete\",\"name\":\"A\"}]}]}}}}'"
                    + " # deployment.apps/web patched",
            })
    void appliesOnceAndUndoesExactly(String text, String printed) {
        String path = text.contains("web") ? DEPLOYMENT : SERVICE;
        JsonNode before = store.at(path).deepCopy();
        PlannedWrite write = planned(text);
        assertThat(store.at(path)).isEqualTo(before);
        assertThat(ApiSession.JSON.readTree(write.beforeImageJson())).isEqualTo(before);
        assertThat(applier.looksApplied(write)).isFalse();

        assertThat(applier.apply(write))
                .isInstanceOfSatisfying(
                        Applied.Done.class,
                        d -> assertThat(d.result().stdout()).isEqualTo(printed + "\n"));
        assertThat(applier.looksApplied(write)).isTrue();
        assertThat(store.at(path).path("spec"))
                .satisfiesAnyOf(
                        spec -> assertThat(spec).isNotEqualTo(before.path("spec")),
                        spec -> assertThat(store.at(path).path("metadata").has("labels")).isTrue());

        assertThat(applier.apply(write)).isInstanceOf(Applied.Conflict.class);

        assertThat(applier.undo(write.undo(), "")).isInstanceOf(Applied.Done.class);
        JsonNode restored =
                MergePatch.apply(
                        store.at(path),
                        ApiSession.JSON.readTree("{\"metadata\":{\"resourceVersion\":null}}"));
        JsonNode expected =
                MergePatch.apply(
                        before,
                        ApiSession.JSON.readTree("{\"metadata\":{\"resourceVersion\":null}}"));
        assertThat(withoutEmptyMaps(restored)).isEqualTo(withoutEmptyMaps(expected));
        assertThat(applier.looksApplied(write)).isFalse();
    }

    @Test
    void aChangeOfAMovedObjectIsAConflictWithItsVersion() {
        PlannedWrite write = planned("scale deploy web -n shop --replicas=2");
        applier.apply(planned("scale deploy web -n shop --replicas=1"));
        assertThat(applier.apply(write))
                .isInstanceOfSatisfying(
                        Applied.Conflict.class,
                        c -> assertThat(c.currentResourceVersion()).isEqualTo(Optional.of("21")));
        assertThat(store.at(DEPLOYMENT).path("spec").path("replicas").asInt()).isEqualTo(1);
    }

    @Test
    void anUndoOfAFieldThatSomeoneChangedSinceIsAConflict() {
        PlannedWrite write = planned("scale deploy web -n shop --replicas=1");
        applier.apply(write);
        applier.apply(planned("scale deploy web -n shop --replicas=5"));
        assertThat(applier.undo(write.undo(), "")).isInstanceOf(Applied.Conflict.class);
        assertThat(store.at(DEPLOYMENT).path("spec").path("replicas").asInt()).isEqualTo(5);
    }

    @Test
    void anUndoHoldsForTheExpectedVersionOnly() {
        PlannedWrite write = planned("scale deploy web -n shop --replicas=1");
        applier.apply(write);
        assertThat(applier.undo(write.undo(), "20")).isInstanceOf(Applied.Conflict.class);
        assertThat(applier.undo(write.undo(), "21")).isInstanceOf(Applied.Done.class);
    }

    @Test
    void aCutConnectionLeavesTheOutcomeUnknownUntilLookedAt() {
        PlannedWrite write = planned("scale deploy web -n shop --replicas=1");
        server.cutAfterWrite();
        assertThat(applier.apply(write)).isInstanceOf(Applied.Unknown.class);
        assertThat(server.asked().stream().filter(a -> a.method().equals("PATCH"))).hasSize(1);
        assertThat(applier.looksApplied(write)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "scale deploy no -n shop --replicas=1 # 1 # Error from server (NotFound):"
                        + " deployments.apps \"no\" not found",
                "scale deploy web -n shop --replicas=1 --current-replicas=5 # 1 # error: Expected"
                        + " replicas to be 5, was 0",
                "rollout undo deploy web -n shop --to-revision=99 # 1 # error: unable to find"
                        + " specified revision 99 in history",
                "patch svc user-service -n shop --type=json -p"
                    + " '[{\"op\":\"remove\",\"path\":\"/spec/no\"}]' # 1 # error: the patch does"
                    + " not fit: there is nothing at /spec/no",
                "scale deploy web -n shop --replicas=0 # 0 # deployment.apps/web scaled (no"
                        + " change)",
                "rollout undo deploy web -n shop --to-revision=2 # 0 # deployment.apps/web skipped"
                        + " rollback (current template already matches revision 2)",
            })
    void saysWhyThereIsNothingToSend(String text, int exit, String line) {
        assertThat(planner.plan(parsed(text)))
                .isInstanceOfSatisfying(
                        Planning.NotPlannable.class,
                        n -> {
                            assertThat(n.result().exitCode()).isEqualTo(exit);
                            assertThat(n.result().stdout() + n.result().stderr())
                                    .isEqualTo(line + "\n");
                        });
    }

    @Test
    void refusesAnObjectThatWasMadeAgainSinceItWasObserved() {
        HandleTable seen =
                HandleTable.empty(1)
                        .with(List.of(new ObservedObject("Deployment", "shop", "web", "older")));
        assertThat(planner.plan(parsed("scale deploy web -n shop --replicas=1"), seen))
                .isInstanceOfSatisfying(
                        Planning.NotPlannable.class,
                        n -> assertThat(n.result().stderr()).contains("deleted and made again"));
    }

    @Test
    void theHashBindsActionUndoAndVersion() {
        PlannedWrite one = planned("scale deploy web -n shop --replicas=1");
        assertThat(planned("scale deploy web -n shop --replicas=1").hash()).isEqualTo(one.hash());
        assertThat(planned("scale deploy web -n shop --replicas=2").hash())
                .isNotEqualTo(one.hash())
                .matches("[0-9a-f]{64}");
        applier.apply(one);
        applier.undo(one.undo(), "");
        assertThat(planned("scale deploy web -n shop --replicas=1").hash())
                .isNotEqualTo(one.hash());
    }

    @Test
    void aRestartIsStampedWithTheServersTime() {
        server.at(Instant.parse("2026-11-23T02:08:14Z"));
        assertThat(planned("rollout restart deploy web -n shop").patchJson())
                .contains("\"kubectl.kubernetes.io/restartedAt\":\"2026-11-23T02:08:14Z\"")
                .contains("\"resourceVersion\":\"20\"")
                .contains("\"uid\":\"u2\"");
    }

    private PlannedWrite planned(String text) {
        Planning planning = planner.plan(parsed(text));
        assertThat(planning).isInstanceOf(Planning.Planned.class);
        return ((Planning.Planned) planning).write();
    }

    private static KubeCommand parsed(String text) {
        return ((Parsed.Understood) CommandParser.parse(text)).command();
    }

    /** The API server leaves empty maps out when it stores an object. */
    private static JsonNode withoutEmptyMaps(JsonNode object) {
        return ApiSession.JSON.readTree(
                object.toString().replaceAll(",?\"(labels|annotations)\":\\{\\}", ""));
    }

    private static String replicaSet(String name, String revision, String image) {
        return """
        {"kind":"ReplicaSet","apiVersion":"apps/v1","metadata":{"name":"%s","namespace":"shop",
         "uid":"r%s","annotations":{"deployment.kubernetes.io/revision":"%s"},
         "ownerReferences":[{"kind":"Deployment","name":"web","uid":"u2","controller":true}]},
         "spec":{"template":{"metadata":{"labels":{"app":"web","pod-template-hash":"h"}},
          "spec":{"containers":[{"name":"web","image":"%s","env":[{"name":"A","value":"1"}]}]}}}}\
        """
                .formatted(name, revision, revision, image);
    }
}
