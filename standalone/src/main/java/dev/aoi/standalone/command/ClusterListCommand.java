package dev.aoi.standalone.command;

import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.host.WorldInfo;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.TextTable;
import dev.aoi.standalone.secrets.SecretSource;
import dev.aoi.standalone.stack.BackgroundHost;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code aoi cluster list}: starts nothing. */
@Command(name = "list", description = "List the clusters that are running.")
final class ClusterListCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private JsonOption json = new JsonOption();

    ClusterListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.read(session);
        Optional<BackgroundHost> host =
                folder.exists()
                        ? BackgroundHost.find(
                                folder, SecretSource.of(session.environment(), folder))
                        : Optional.empty();
        if (host.isEmpty()) {
            screen.say("no host is running; 'aoi cluster up' starts one");
            return ExitCode.OK;
        }
        List<String> own = OwnClusters.of(folder);
        TextTable table = new TextTable("NAME", "SHAPE", "PACE", "SEED", "NOW", "KUBECONFIG");
        try (ClusterAdmin admin = host.get().admin()) {
            for (WorldInfo world : admin.worlds()) {
                String kubeconfig =
                        own.contains(world.name())
                                ? folder.kubeconfigs().resolve(world.name()).toString()
                                : "-";
                table.row(
                        world.name(),
                        world.spec().shape().text(),
                        world.spec().pace().text(),
                        Long.toString(world.seed()),
                        world.now().toString(),
                        kubeconfig);
                screen.emit(
                        Screen.object("cluster")
                                .put("name", world.name())
                                .put("shape", world.spec().shape().text())
                                .put("pace", world.spec().pace().text())
                                .put("seed", world.seed())
                                .put("now", world.now().toString())
                                .put("kubeconfig", kubeconfig));
            }
        }
        table.lines().forEach(screen::say);
        return ExitCode.OK;
    }
}
