package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.LEASE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.world.Behaviour;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;
import dev.aoi.cluster.world.PodRuntime;
import dev.aoi.cluster.world.World;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reconciling everything once more, in a world that has settled, changes nothing. */
class IdempotenceTest {
    /** When a lease changes, has every controller look at every object that it watches. */
    private record Poker(List<Controller> others) implements Controller {
        @Override
        public String name() {
            return "poker";
        }

        @Override
        public Set<ResourceKind> watches() {
            return Set.of(LEASE);
        }

        @Override
        public void reconcile(ObjectKey key, ControllerContext context) {
            for (Controller other : others) {
                for (ResourceKind kind : other.watches()) {
                    for (ObjectNode object : context.store().list(kind, "")) {
                        context.enqueue(other.name(), ObjectKey.of(kind, object));
                    }
                }
            }
        }
    }

    private record Poked(Behaviour inner) implements Behaviour {
        @Override
        public List<Controller> controllers() {
            return Stream.concat(
                            inner.controllers().stream(), Stream.of(new Poker(inner.controllers())))
                    .toList();
        }

        @Override
        public PodRuntime runtime() {
            return inner.runtime();
        }
    }

    @Test
    void aSettledWorldStaysAsItIs() {
        World world = new World("w", 3, w -> new Poked(KubernetesBehaviour.factory().create(w)));
        TestCluster cluster = new TestCluster(world);
        SocialNetwork app = SocialNetwork.original();
        cluster.namespace(app.namespace());
        app.manifests().forEach(cluster::create);
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'StatefulSet','metadata':{'name':'db','namespace':'default'},'spec':{'replicas':2,"
                    + "'serviceName':'db','selector':{'matchLabels':{'app':'db'}},'template':{'metadata':{'labels':{'app':'db'}},"
                    + "'spec':{'containers':[{'name':'redis','image':'redis:6.2.4'}]}}}}");
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'stuck','namespace':'default'},'spec':{'nodeSelector':{'x':'y'},"
                    + "'containers':[{'name':'c','image':'busybox:1.36'}]}}");
        cluster.create(app.load("wrk", "/wrk2-api/post/compose"));
        cluster.advance(120);

        cluster.create(
                "{'apiVersion':'coordination.k8s.io/v1','kind':'Lease','metadata':{'name':'poke','namespace':'default'}}");
        long created = world.store().revision();
        ObjectNode lease = cluster.get(LEASE, "default", "poke");
        assertThat(lease.at("/metadata/resourceVersion").asString())
                .isEqualTo(Long.toString(created));
        assertThat(world.failures()).isZero();
    }
}
