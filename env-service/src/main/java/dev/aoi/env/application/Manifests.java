package dev.aoi.env.application;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The social network as Kubernetes objects, in the order in which a chart installs them: namespace,
 * Secret, ConfigMaps, Services, Deployments.
 */
public final class Manifests {
    /** Secret with MongoDB's TLS material, which the healthy application does not use. */
    static final String TLS_SECRET = "mongodb-tls";

    private static final List<Integer> TRACING_TCP = List.of(5778, 16686, 14268, 9411);
    private static final List<Integer> TRACING_UDP = List.of(5775, 6831, 6832);

    private final Renaming renaming;
    private final List<Workload> workloads = SocialNetwork.workloads();

    private Manifests(Renaming renaming) {
        this.renaming = renaming;
    }

    /** All objects of the application under these names. */
    public static List<HasMetadata> of(Renaming renaming) {
        return new Manifests(renaming).objects();
    }

    private List<HasMetadata> objects() {
        String directory = ServiceDirectory.json(workloads, renaming);
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(renaming.namespace())
                        .endMetadata()
                        .build());
        objects.add(tlsSecret());
        for (Workload workload : workloads) {
            objects.add(
                    new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName(name(workload))
                            .withNamespace(renaming.namespace())
                            .endMetadata()
                            .withData(ContainerShape.of(workload, renaming, directory).config())
                            .build());
        }
        workloads.forEach(w -> objects.add(service(w)));
        workloads.forEach(w -> objects.add(deployment(w, directory)));
        return objects;
    }

    private HasMetadata tlsSecret() {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(TLS_SECRET)
                .withNamespace(renaming.namespace())
                .endMetadata()
                .withType("Opaque")
                .addToData("tls.pem", pem("PRIVATE KEY"))
                .addToData("ca.crt", pem("CERTIFICATE"))
                .build();
    }

    /** Shaped like PEM, and of no use: TLS is off. */
    private static String pem(String label) {
        String body =
                Base64.getEncoder()
                        .encodeToString(("unused " + label).getBytes(StandardCharsets.UTF_8));
        String pem = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    private Service service(Workload workload) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name(workload))
                .withNamespace(renaming.namespace())
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .withPorts(servicePorts(workload))
                .withSelector(Map.of("service", name(workload)))
                .endSpec()
                .build();
    }

    private List<ServicePort> servicePorts(Workload workload) {
        if (workload.role() != Role.TRACING) {
            return List.of(
                    port(
                            renaming.servicePort(workload.program()),
                            renaming.port(workload.program()),
                            "TCP"));
        }
        List<ServicePort> ports = new ArrayList<>();
        TRACING_UDP.forEach(p -> ports.add(port(p, p, "UDP")));
        TRACING_TCP.forEach(p -> ports.add(port(p, p, "TCP")));
        return ports;
    }

    private static ServicePort port(int port, int target, String protocol) {
        return new ServicePortBuilder()
                .withName(Integer.toString(port))
                .withPort(port)
                .withNewTargetPort(target)
                .withProtocol(protocol)
                .build();
    }

    private Deployment deployment(Workload workload, String directory) {
        Map<String, String> own = Map.of("service", name(workload));
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name(workload))
                .withNamespace(renaming.namespace())
                .withLabels(own)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .withMatchLabels(own)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("service", name(workload))
                .addToLabels("app", name(workload))
                .endMetadata()
                .withSpec(pod(workload, ContainerShape.of(workload, renaming, directory)))
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec pod(Workload workload, ContainerShape shape) {
        String config = name(workload) + "-config";
        ContainerBuilder container =
                new ContainerBuilder()
                        .withName(name(workload))
                        .withImage(shape.image())
                        .withImagePullPolicy("IfNotPresent")
                        .withCommand(shape.command())
                        .withArgs(shape.args())
                        .withEnv(shape.env())
                        .withPorts(containerPorts(workload));
        PodSpecBuilder pod =
                new PodSpecBuilder().withHostname(name(workload)).withRestartPolicy("Always");
        if (!shape.config().isEmpty()) {
            pod.addNewVolume()
                    .withName(config)
                    .withNewConfigMap()
                    .withName(name(workload))
                    .endConfigMap()
                    .endVolume();
            mount(workload, shape, config, container);
        }
        if (workload.role() == Role.MONGO) {
            pod.addNewVolume()
                    .withName("tls")
                    .withNewSecret()
                    .withSecretName(TLS_SECRET)
                    .endSecret()
                    .endVolume();
            container.addToVolumeMounts(
                    new VolumeMountBuilder().withName("tls").withMountPath("/etc/tls").build());
        }
        return pod.addToContainers(container.build()).build();
    }

    private void mount(
            Workload workload, ContainerShape shape, String config, ContainerBuilder container) {
        if (workload.role() == Role.MONGO || workload.role() == Role.REDIS) {
            // By subPath, so that the running process keeps the file it started with.
            for (String file : shape.config().keySet()) {
                container.addToVolumeMounts(
                        new VolumeMountBuilder()
                                .withName(config)
                                .withMountPath(ContainerShape.CONFIG_DIR + "/" + file)
                                .withSubPath(file)
                                .build());
            }
        } else {
            container.addToVolumeMounts(
                    new VolumeMountBuilder()
                            .withName(config)
                            .withMountPath(ContainerShape.CONFIG_DIR)
                            .build());
        }
    }

    private List<ContainerPort> containerPorts(Workload workload) {
        return servicePorts(workload).stream()
                .map(
                        p ->
                                new ContainerPortBuilder()
                                        .withContainerPort(p.getTargetPort().getIntVal())
                                        .withProtocol(p.getProtocol())
                                        .build())
                .toList();
    }

    private String name(Workload workload) {
        return renaming.name(workload.program());
    }
}
