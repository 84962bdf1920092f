package dev.aoi.standalone.command;

import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.Tone;
import dev.aoi.standalone.secrets.SecretSource;
import dev.aoi.standalone.stack.WorldHost;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/** {@code aoi cluster serve}. */
@Command(
        name = "serve",
        description = {
            "Serve the worlds from a process of their own, until Ctrl-C.",
            "Services find it by AOI_CLUSTER_URL and AOI_CLUSTER_CA. Secrets:"
                    + " AOI_CLUSTER_ADMIN_SECRET, AOI_ENV_SECRET, AOI_PROBE_SECRET and"
                    + " AOI_EXECUTOR_SECRET, else secrets.json in the data folder."
        })
final class ClusterServeCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port on 127.0.0.1. Default: any.")
    private int port;

    ClusterServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        Ports.check("--port", port);
        AoiFolder folder = folderOption.open(session);
        try (WorldHost host =
                WorldHost.start(folder, port, SecretSource.of(session.environment(), folder))) {
            screen.emit(
                    Screen.object("cluster")
                            .put("cluster", host.url())
                            .put("ca", folder.worldsCa().toString()));
            screen.say(Tone.STRONG, "cluster   " + host.url());
            screen.note("use       export AOI_CLUSTER_URL=" + host.url());
            screen.note("          export AOI_CLUSTER_CA=" + folder.worldsCa());
            screen.note("stop      Ctrl-C");
            session.interruption().await();
        }
        return ExitCode.INTERRUPTED;
    }
}
