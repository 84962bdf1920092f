package dev.aoi.standalone.command;

import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.world.WorldSpec;
import dev.aoi.env.cluster.AdminWorlds;
import dev.aoi.env.cluster.ClusterClock;
import dev.aoi.env.cluster.ClusterSettings;
import dev.aoi.env.cluster.Clusters;
import dev.aoi.env.cluster.Worlds;
import dev.aoi.env.incident.NotReadyException;
import dev.aoi.env.incident.ProblemWorld;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.folder.HostAddress;
import dev.aoi.standalone.secrets.RoleSecrets;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Fills the worlds that a person asked for. */
final class ClusterMaker {
    private final ClusterAdmin admin;
    private final AoiFolder folder;
    private final RoleSecrets secrets;

    ClusterMaker(ClusterAdmin admin, AoiFolder folder, RoleSecrets secrets) {
        this.admin = admin;
        this.folder = folder;
        this.secrets = secrets;
    }

    /** Makes a world, breaks its application as the environment does it for an incident. */
    void withProblem(String world, String problem, WorldSpec spec) throws InterruptedException {
        HostAddress host =
                HostAddress.read(folder)
                        .orElseThrow(() -> CommandFailure.environment("The world host has gone."));
        ClusterSettings settings =
                new ClusterSettings(
                        Optional.of(URI.create(host.url())),
                        read(folder.worldsCa()),
                        secrets.env(),
                        secrets.admin(),
                        Map.of());
        try (Clusters clusters = new Clusters(settings, new Made(admin, spec), Clock.systemUTC())) {
            ProblemWorld.prepare(clusters, world, problem, spec.seed());
        } catch (NotReadyException e) {
            throw CommandFailure.unsuccessful(String.valueOf(e.getMessage()));
        }
    }

    /** Applies YAML; what is there already is updated. */
    void apply(String world, String yaml, String namespace) {
        Config config = Config.fromKubeconfig(admin.kubeconfig(world).text());
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
            List<HasMetadata> objects = client.load(new ByteArrayInputStream(bytes)).items();
            for (HasMetadata object : objects) {
                String own = object.getMetadata().getNamespace();
                client.resource(object)
                        .inNamespace(own == null || own.isEmpty() ? namespace : own)
                        .createOr(NonDeletingOperation::update);
            }
        } catch (KubernetesClientException e) {
            throw CommandFailure.unsuccessful("The manifests cannot be applied: " + e.getMessage());
        }
    }

    /** Applies a file, the files of a folder in the order of their names, or standard input. */
    void applyFile(String world, String file) {
        if (file.equals("-")) {
            try {
                apply(
                        world,
                        new String(System.in.readAllBytes(), StandardCharsets.UTF_8),
                        "default");
            } catch (IOException e) {
                throw CommandFailure.environment("Standard input cannot be read.", e);
            }
            return;
        }
        Path path = Path.of(file);
        if (!Files.isDirectory(path)) {
            apply(world, read(path), "default");
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            files.filter(f -> f.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .forEach(f -> apply(world, read(f), "default"));
        } catch (IOException e) {
            throw CommandFailure.usage("The folder " + path + " cannot be read.");
        }
    }

    /** Writes the kubeconfig of a world's administrator, for its owner's eyes only. */
    Path kubeconfig(String world) {
        Path file = folder.kubeconfigs().resolve(world);
        try {
            Files.createDirectories(folder.kubeconfigs());
            if (Files.getFileStore(folder.root()).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        folder.kubeconfigs(), PosixFilePermissions.fromString("rwx------"));
            }
            Files.writeString(file, admin.kubeconfig(world).named(world).text());
            return file;
        } catch (IOException e) {
            throw CommandFailure.environment("The kubeconfig " + file + " cannot be written.", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.usage("The file " + file + " cannot be read.");
        }
    }

    /** Worlds as the person wants them. */
    private record Made(ClusterAdmin admin, WorldSpec spec) implements Worlds {
        @Override
        public void create(String world, long seed) {
            admin.createWorld(world, spec);
        }

        @Override
        public void delete(String world) {
            admin.deleteWorld(world);
        }

        @Override
        public List<String> names() {
            return new AdminWorlds(admin).names();
        }

        @Override
        public ClusterClock clock(String world) {
            return new AdminWorlds(admin).clock(world);
        }
    }
}
