package dev.aoi.standalone.command;

import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.host.WorldInfo;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.Pace;
import dev.aoi.cluster.world.WorldSpec;
import dev.aoi.env.problem.Problems;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.secrets.RoleSecrets;
import dev.aoi.standalone.secrets.SecretSource;
import dev.aoi.standalone.stack.BackgroundHost;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code aoi cluster up}. */
@Command(
        name = "up",
        description = {
            "Leave a cluster running in the background and print the line that points kubectl at"
                    + " it. One of that name that is there already goes on as it is.",
            "Use: eval \"$(./aoi cluster up)\""
        })
final class ClusterUpCommand implements Callable<Integer> {
    /** A problem is preceded by a history of up to that. */
    private static final Duration BEFORE_PROBLEM = Duration.ofHours(2);

    /** A cluster is that old before anyone uses it. */
    private static final Duration BEFORE_FIRST_LOOK = Duration.ofMinutes(5);

    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = "--problem",
            paramLabel = "ID",
            description = "Install the problem's application and break it (see 'aoi problems').")
    private @Nullable String problem;

    @Option(
            names = "--app",
            paramLabel = "NAME",
            description = "Install an application: miniature or social-network.")
    private @Nullable String app;

    @Option(
            names = "-f",
            paramLabel = "FILE",
            description = "Apply manifests: a file, a folder of them, or - for standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the cluster. Default: the problem's or application's, else aoi.")
    private @Nullable String name;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides everything that is random. Default: 1.")
    private long seed;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            description =
                    "node1: one node as its components start it; kind: control plane and worker."
                            + " Default: kind for problems and social-network, else node1.")
    private @Nullable String shape;

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            defaultValue = "wall",
            description =
                    "wall: time passes by itself; virtual and demand: only by requests and 'aoi"
                            + " cluster advance', where virtual also follows each write for 2 s."
                            + " Default: wall.")
    private String pace = "wall";

    ClusterUpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = session.screen(json.on());
        if (problem != null && app != null) {
            throw CommandFailure.usage("--problem brings its own application; leave out --app.");
        }
        Optional<ClusterApplication> application =
                Optional.ofNullable(app).map(ClusterApplication::named);
        String world = world();
        WorldSpec spec = spec(application);
        checkProblem();
        AoiFolder folder = folderOption.open(session);
        RoleSecrets secrets = SecretSource.of(session.environment(), folder);
        BackgroundHost host = BackgroundHost.findOrStart(folder, secrets);
        try (ClusterAdmin admin = host.admin()) {
            ClusterMaker maker = new ClusterMaker(admin, folder, secrets);
            Optional<WorldInfo> there = admin.world(world);
            if (there.isPresent()) {
                screen.warn("cluster " + world + " goes on at " + there.get().now());
            } else {
                if (problem != null) {
                    maker.withProblem(world, problem, spec);
                } else {
                    toNow(admin, admin.createWorld(world, spec));
                    application.ifPresent(a -> maker.apply(world, a.manifests(), a.namespace()));
                }
                screen.warn("cluster " + world + " is made");
            }
            files.forEach(file -> maker.applyFile(world, file));
            Path kubeconfig = maker.kubeconfig(world);
            screen.warn(
                    "served by process " + host.address().pid() + " at " + host.address().url());
            screen.emit(
                    Screen.object("cluster")
                            .put("name", world)
                            .put("server", admin.worldUri(world).toString())
                            .put("kubeconfig", kubeconfig.toString())
                            .put("pid", host.address().pid()));
            screen.say("export KUBECONFIG=" + kubeconfig);
        }
        return ExitCode.OK;
    }

    /** kubectl itself works out some ages from the wall clock. */
    private static void toNow(ClusterAdmin admin, WorldInfo world) {
        Duration behind = Duration.between(world.now(), Instant.now());
        if (world.spec().pace() == Pace.WALL && behind.isPositive()) {
            admin.advance(world.name(), behind);
        }
    }

    private String world() {
        if (name != null) {
            return name;
        }
        String from = problem != null ? problem : app != null ? app : "aoi";
        return from.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    }

    private WorldSpec spec(Optional<ClusterApplication> application) {
        try {
            ClusterShape usual =
                    problem != null
                            ? ClusterShape.KIND
                            : application.map(ClusterApplication::shape).orElse(ClusterShape.NODE1);
            Pace asked = Pace.of(pace);
            WorldSpec spec =
                    WorldSpec.of(seed)
                            .withShape(shape == null ? usual : ClusterShape.of(shape))
                            .withPace(asked);
            if (asked == Pace.VIRTUAL) {
                return spec;
            }
            Instant now = Instant.now();
            return spec.withStart(now.minus(problem == null ? BEFORE_FIRST_LOOK : BEFORE_PROBLEM));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()) + ".");
        }
    }

    private void checkProblem() {
        if (problem != null && Problems.find(problem).isEmpty()) {
            throw CommandFailure.usage(
                    "There is no problem "
                            + problem
                            + "; the closest are "
                            + String.join(", ", Problems.closest(problem))
                            + ".");
        }
    }
}
