package dev.aoi.cluster.controller;

import dev.aoi.cluster.chaos.ChaosController;
import dev.aoi.cluster.kubelet.Kubelet;
import dev.aoi.cluster.network.Policies;
import dev.aoi.cluster.network.PolicyController;
import dev.aoi.cluster.network.RouteController;
import dev.aoi.cluster.network.Routes;
import dev.aoi.cluster.process.BaseImages;
import dev.aoi.cluster.process.Image;
import dev.aoi.cluster.process.ImageCatalogue;
import dev.aoi.cluster.process.miniature.LocalImages;
import dev.aoi.cluster.process.social.SocialNetworkImages;
import dev.aoi.cluster.telemetry.ObjectMetrics;
import dev.aoi.cluster.telemetry.Telemetry;
import dev.aoi.cluster.world.Behaviour;
import dev.aoi.cluster.world.BehaviourFactory;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.PodRuntime;
import dev.aoi.cluster.world.World;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole cluster's behaviour: all controllers, the nodes, and the programs that can run on them.
 * The order of the controllers is that in which they hear of a change: endpoints first, so that a
 * pod is seen to be ready before others go because of it.
 */
public final class KubernetesBehaviour implements Behaviour {
    private final Kubelet kubelet;
    private final List<Controller> controllers;

    /** The behaviour of one world whose registry holds {@code images}. */
    public KubernetesBehaviour(World world, ImageCatalogue images) {
        Routes routes = new Routes();
        Policies policies = new Policies(world.store());
        this.kubelet = new Kubelet(world, images, routes, policies);
        Telemetry telemetry = new Telemetry(world, kubelet::tracedAs);
        kubelet.network().observe(telemetry);
        kubelet.backends(telemetry::backend);
        PodMetrics metrics = new PodMetrics(world.store(), kubelet.runtime());
        this.controllers =
                List.of(
                        new NamespaceContentController(),
                        new EndpointsController(),
                        new EndpointSliceController(),
                        new DeploymentController(),
                        new ReplicaSetController(),
                        new StatefulSetController(),
                        new DaemonSetController(),
                        new JobController(),
                        new CronJobController(),
                        new VolumeController(),
                        new DisruptionController(),
                        new ResourceQuotaController(),
                        new ApiServiceController(),
                        new AutoscalerController(metrics),
                        new NodeLifecycleController(kubelet::silentSince),
                        new TaintEvictionController(),
                        new PodGarbageController(),
                        new Scheduler(),
                        kubelet,
                        new RouteController(routes),
                        new PolicyController(policies),
                        new ObjectMetrics(world, telemetry, kubelet.runtime()::usage),
                        new ChaosController(world, kubelet),
                        new GarbageCollector(),
                        new NamespaceController());
    }

    /** Makes worlds that can run the social network and some common images. */
    public static BehaviourFactory factory() {
        List<Image> images = new ArrayList<>(BaseImages.all());
        images.addAll(SocialNetworkImages.all());
        images.addAll(LocalImages.all());
        ImageCatalogue catalogue = new ImageCatalogue(images);
        return world -> new KubernetesBehaviour(world, catalogue);
    }

    @Override
    public List<Controller> controllers() {
        return controllers;
    }

    @Override
    public PodRuntime runtime() {
        return kubelet.runtime();
    }
}
