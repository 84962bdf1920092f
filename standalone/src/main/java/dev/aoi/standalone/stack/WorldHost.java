package dev.aoi.standalone.stack;

import dev.aoi.cluster.controller.KubernetesBehaviour;
import dev.aoi.cluster.host.ClusterHost;
import dev.aoi.cluster.host.ClusterHostConfig;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.folder.FolderLock;
import dev.aoi.standalone.folder.HostAddress;
import dev.aoi.standalone.secrets.RoleSecrets;

import java.io.IOException;
import java.util.Map;

/** The host of the embedded worlds on a data folder, which only one process may serve. */
public final class WorldHost implements AutoCloseable {
    private final FolderLock lock;
    private final ClusterHost host;

    private WorldHost(FolderLock lock, ClusterHost host) {
        this.lock = lock;
        this.host = host;
    }

    /**
     * Replays the folder's worlds and serves them.
     *
     * @param port 0 for any
     */
    public static WorldHost start(AoiFolder folder, int port, RoleSecrets secrets) {
        FolderLock lock = FolderLock.tryTake(folder.worldsLock()).orElseThrow(() -> served(folder));
        try {
            ClusterHost host =
                    ClusterHost.start(
                            new ClusterHostConfig(
                                    port,
                                    folder.worlds(),
                                    secrets.admin(),
                                    Map.of(
                                            "env", secrets.env(),
                                            "probe", secrets.probe(),
                                            "executor", secrets.executor()),
                                    KubernetesBehaviour.factory()));
            long pid = ProcessHandle.current().pid();
            new HostAddress(pid, host.baseUri().toString()).write(folder);
            return new WorldHost(lock, host);
        } catch (IOException e) {
            lock.close();
            throw CommandFailure.environment(
                    "The world host could not start on "
                            + folder.worlds()
                            + ": "
                            + e.getMessage()
                            + ".",
                    e);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** Base address, e.g. {@code https://127.0.0.1:40001}. */
    public String url() {
        return host.baseUri().toString();
    }

    @Override
    public void close() {
        try (lock) {
            host.close();
        }
    }

    private static CommandFailure served(AoiFolder folder) {
        return CommandFailure.environment(
                "The worlds in "
                        + folder.worlds()
                        + " are served by process "
                        + FolderLock.holder(folder.worldsLock())
                        + " already; use that, stop it, or choose another folder with --data.");
    }
}
