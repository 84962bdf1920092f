package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.IncidentLog;
import dev.aoi.standalone.mind.MindChoice;
import dev.aoi.standalone.output.Hints;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.Suggestions;
import dev.aoi.standalone.output.Tone;
import dev.aoi.standalone.stack.Component;
import dev.aoi.standalone.stack.LocalStack;
import dev.aoi.standalone.stack.StackFinder;
import dev.aoi.standalone.stack.StackPlan;
import dev.aoi.standalone.topic.Retention;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code aoi up}: a stack that stays. */
@Command(
        name = "up",
        description = {
            "Start the stack (broker, registry, world host, six services) and stay until Ctrl-C.",
            "Incidents that an earlier stack left open are finished."
        })
final class UpCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Start only these, e.g. broker,registry for services in processes of their own."
                            + " Names: broker, registry, cluster, env, observer, probe, executor,"
                            + " compressor, trainer.")
    private List<String> only = List.of();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Kafka's port. Default: the last one if it is free, else any.")
    private int port;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The registry's port. Default: any.")
    private int registryPort;

    @Option(
            names = "--cluster-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The world host's port. Default: any.")
    private int clusterPort;

    @Option(names = "--timings", description = "Print where the start's time went.")
    private boolean timings;

    UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        Set<Component> components = components();
        StackPlan plan =
                new StackPlan(
                        components,
                        Ports.check("--port", port),
                        Ports.check("--registry-port", registryPort),
                        Ports.check("--cluster-port", clusterPort),
                        Retention.from(session.environment()),
                        policy(components, screen));
        AoiFolder folder = folderOption.open(session);
        try (LocalStack stack = start(plan, folder)) {
            tell(screen, stack, folder);
            session.interruption().await();
            screen.note("stopping");
        }
        return ExitCode.INTERRUPTED;
    }

    private String policy(Set<Component> components, Screen screen) {
        if (components.stream().noneMatch(Component.SERVICES::contains)) {
            return "whatever the services use";
        }
        String why = MindChoice.of(session.environment()).why();
        screen.say("policy    " + why);
        return why;
    }

    private LocalStack start(StackPlan plan, AoiFolder folder) {
        return switch (StackFinder.find(folder, session.interruption())) {
            case StackFinder.Found.Free free ->
                    LocalStack.start(plan, folder, free.lock(), session);
            case StackFinder.Found.Up up ->
                    throw CommandFailure.environment(
                            "A stack is already up on "
                                    + folder.root()
                                    + " (process "
                                    + up.address().pid()
                                    + ", broker "
                                    + up.address().bootstrap()
                                    + "); use it, stop it, or choose another folder with --data.");
        };
    }

    private void tell(Screen screen, LocalStack stack, AoiFolder folder) {
        Connection connection = stack.connection();
        screen.emit(
                Screen.object("up")
                        .put("bootstrap", connection.bootstrap())
                        .put("registry", connection.registry())
                        .put("cluster", stack.cluster())
                        .put("data", folder.root().toString())
                        .put("pid", ProcessHandle.current().pid()));
        screen.say(Tone.STRONG, "broker    " + connection.bootstrap());
        screen.say(Tone.STRONG, "registry  " + connection.registry());
        if (!stack.cluster().isEmpty()) {
            screen.say(Tone.STRONG, "cluster   " + stack.cluster());
        }
        screen.say("data      " + folder.root());
        if (timings) {
            session.timings().lines().forEach(screen::note);
        }
        new IncidentLog(connection)
                .overview()
                .unfinished()
                .forEach(story -> screen.note("finishing " + story.id()));
        Hints hints = Hints.of(session.environment(), folderOption.words());
        screen.note("try       " + hints.type("run"));
        screen.note("          " + hints.type("incidents"));
        screen.note("          " + hints.type("tap aoi.observer.decisions --follow"));
        screen.note("stop      Ctrl-C");
    }

    private Set<Component> components() {
        if (only.isEmpty()) {
            return EnumSet.allOf(Component.class);
        }
        EnumSet<Component> chosen = EnumSet.noneOf(Component.class);
        for (String name : only) {
            chosen.add(
                    Component.named(name)
                            .orElseThrow(
                                    () ->
                                            CommandFailure.usage(
                                                    "There is no component "
                                                            + name
                                                            + Suggestions.didYouMean(
                                                                    name, Component.labels()))));
        }
        if (!chosen.contains(Component.BROKER) || !chosen.contains(Component.REGISTRY)) {
            throw CommandFailure.usage(
                    "--only needs broker and registry; a service on its own is"
                            + " started with 'aoi service NAME', a world host with 'aoi cluster"
                            + " serve'.");
        }
        return chosen;
    }
}
