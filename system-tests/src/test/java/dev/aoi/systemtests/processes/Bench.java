package dev.aoi.systemtests.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.standalone.run.IncidentIds;
import dev.aoi.standalone.run.OperatorPen;

import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** Ground, child processes, the log under watch and an operator's pen, for one test. */
final class Bench implements AutoCloseable {
    /** A mitigation whose fault is a wrong target port. */
    static final String MITIGATION = "k8s_target_port-misconfig-mitigation-1";

    private final Ground ground;
    private final Fleet fleet;
    private final LogWatch watch;
    private final OperatorPen pen;
    private final Random random = new Random();

    private Bench(Path folder) {
        this.ground = Ground.start(folder.resolve("ground"));
        this.fleet = new Fleet(ground, folder);
        this.watch = new LogWatch(ground.connection());
        this.pen = new OperatorPen(ground.connection(), Clock.systemUTC());
    }

    /**
     * A bench with no services yet, in an empty folder below {@code target}, which stays for a look
     * at the services' output.
     */
    static Bench open(String name) {
        Path folder = Path.of("target", "processes", name).toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder.toFile());
        return new Bench(folder);
    }

    Ground ground() {
        return ground;
    }

    Fleet fleet() {
        return fleet;
    }

    LogWatch watch() {
        return watch;
    }

    /** A new incident's id, not asked for yet, so that traps can be laid. */
    String draw() {
        return IncidentIds.draw(Clock.systemUTC(), random);
    }

    /** Asks for an incident. */
    void ask(String incident, String problem, long seed) {
        pen.ask(
                OpenIncident.newBuilder()
                        .setHeader(OperatorPen.header(incident, Clock.systemUTC()))
                        .setProblemId(problem)
                        .setSeed(seed)
                        .build());
    }

    /** Waits until all of these are closed and told as trajectories. */
    void awaitEnd(Collection<String> incidents, Duration limit) {
        Awaitility.await()
                .atMost(limit)
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> assertThat(fleet.dead()).as("services that ended").isEmpty())
                .untilAsserted(
                        () -> assertThat(incidents).as("ended").allMatch(this::isOver, "is over"));
    }

    /** Waits for something that a trap or a gate promised. */
    <T> T await(CompletableFuture<T> promise, Duration limit) {
        Awaitility.await()
                .atMost(limit)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> assertThat(fleet.dead()).as("services that ended").isEmpty())
                .until(promise::isDone);
        return promise.join();
    }

    /**
     * Works incidents, so many at a time.
     *
     * @param ask asks for the next one, by number from 0, and gives its id
     */
    void workAtOnce(int atOnce, int count, Duration limit, IntFunction<String> ask) {
        Set<String> open = new HashSet<>();
        int asked = 0;
        while (asked < count || !open.isEmpty()) {
            while (asked < count && open.size() < atOnce) {
                open.add(ask.apply(asked++));
            }
            Awaitility.await()
                    .atMost(limit)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(open).anyMatch(this::isOver));
            open.removeIf(this::isOver);
        }
    }

    private boolean isOver(String incident) {
        return !watch.of(incident, IncidentClosed.class).isEmpty()
                && !watch.of(incident, Trajectory.class).isEmpty();
    }

    /** The book of an incident that is over. */
    Book book(String incident) {
        return new Book(incident, watch.of(incident), ground);
    }

    /** Reason of the strict verdict, or that there is none. */
    String strict(String incident) {
        List<Evaluation> evaluations = watch.of(incident, Evaluation.class);
        return evaluations.isEmpty()
                ? "no evaluation"
                : evaluations.getFirst().getStrictSuccess()
                        + ": "
                        + evaluations.getFirst().getStrictReason();
    }

    @Override
    public void close() {
        try (ground;
                fleet;
                watch) {
            pen.close();
        }
    }
}
