package dev.aoi.standalone.command;

import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.stack.BackgroundHost;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code aoi cluster down}. */
@Command(
        name = "down",
        description =
                "End a cluster of 'aoi cluster up' and forget it; with the last one its host"
                        + " process ends.")
final class ClusterDownCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Which one. Default: the only one.")
    private @Nullable String name;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    ClusterDownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.open(session);
        List<String> own = OwnClusters.of(folder);
        List<String> gone = all ? own : List.of(OwnClusters.chosen(own, name));
        BackgroundHost host = OwnClusters.host(session, folder);
        try (ClusterAdmin admin = host.admin()) {
            for (String world : gone) {
                admin.deleteWorld(world);
                forget(folder, world);
                screen.emit(Screen.object("down").put("name", world));
                screen.say("cluster " + world + " is gone");
            }
            if (admin.worlds().isEmpty() && !host.partOfStack()) {
                host.stop();
                screen.note("its host, process " + host.address().pid() + ", has ended");
            }
        }
        return ExitCode.OK;
    }

    private static void forget(AoiFolder folder, String world) {
        try {
            Files.deleteIfExists(folder.kubeconfigs().resolve(world));
        } catch (IOException e) {
            throw CommandFailure.environment("A kubeconfig cannot be removed.", e);
        }
    }
}
