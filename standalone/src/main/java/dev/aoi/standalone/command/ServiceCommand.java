package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.output.Suggestions;
import dev.aoi.standalone.secrets.RoleSecrets;
import dev.aoi.standalone.secrets.SecretsFile;
import dev.aoi.standalone.stack.Component;
import dev.aoi.standalone.stack.ServiceApp;
import dev.aoi.standalone.stack.ServiceApps;
import dev.aoi.standalone.stack.ServiceContext;
import dev.aoi.standalone.stack.ServiceSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** {@code aoi service}. */
@Command(
        name = "service",
        description = {
            "Run one service in a process of its own, as 'java -jar <service>.jar' does.",
            "Told by the environment: KAFKA_BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, AOI_CLUSTER_URL"
                + " and AOI_CLUSTER_CA (the host's certificate; else tls/ca.crt of the data"
                + " folder's worlds), the role's secret (AOI_ENV_SECRET and"
                + " AOI_CLUSTER_ADMIN_SECRET, AOI_PROBE_SECRET, AOI_EXECUTOR_SECRET; else"
                + " secrets.json of the data folder) and AOI_HTTP_PORT for health and metrics. Logs"
                + " go to standard output."
        })
final class ServiceCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();

    @Parameters(
            paramLabel = "NAME",
            description = "env, observer, probe, executor, compressor or trainer.")
    private String name = "";

    ServiceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ServiceApp app =
                Component.named(name)
                        .flatMap(ServiceApps::of)
                        .orElseThrow(
                                () ->
                                        CommandFailure.usage(
                                                "There is no service "
                                                        + name
                                                        + Suggestions.didYouMean(
                                                                name,
                                                                Component.SERVICES.stream()
                                                                        .map(Component::label)
                                                                        .toList())));
        try (ServiceContext context = ServiceContext.ofOwnProcess(app, settings(app))) {
            session.interruption().await();
        }
        return ExitCode.INTERRUPTED;
    }

    /** Secrets of the data folder, where the environment has none. */
    private Map<String, String> settings(ServiceApp app) {
        AoiFolder folder = folderOption.locate(session);
        Optional<RoleSecrets> secrets = SecretsFile.read(folder.secrets());
        Map<String, String> settings = new TreeMap<>();
        secrets.ifPresent(s -> settings.putAll(ServiceSettings.secretsOf(app.component(), s)));
        if (Files.exists(folder.worldsCa())) {
            settings.put("AOI_CLUSTER_CA", folder.worldsCa().toString());
        }
        settings.keySet().removeIf(key -> !session.environment().getOrDefault(key, "").isEmpty());
        if (session.environment().getOrDefault("AOI_DATA", "").isEmpty()) {
            settings.put("AOI_DATA", folder.root().toString());
        }
        return settings;
    }
}
