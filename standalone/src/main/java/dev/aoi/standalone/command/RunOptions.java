package dev.aoi.standalone.command;

import dev.aoi.env.incident.Admission;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.run.IncidentIds;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Which incidents {@code aoi run} opens. */
final class RunOptions {
    static final String DEFAULT_PROBLEM = "k8s_target_port-misconfig-mitigation-1";

    @Option(
            names = "--problem",
            split = ",",
            paramLabel = "ID",
            order = 1,
            description =
                    "Problem to work, several by commas or repeating ('aoi problems'). Default: "
                            + DEFAULT_PROBLEM
                            + ".")
    private @Nullable List<String> problems;

    @Option(
            names = "--target",
            paramLabel = "SERVICE",
            order = 2,
            description = "Service that the fault hits. Default: the problem's own.")
    private String target = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            order = 3,
            description =
                    "Fixes all randomness of world, fault and handles; repetitions take the"
                            + " following seeds. Default: drawn.")
    private @Nullable Long seed;

    @Option(
            names = "--rename-seed",
            paramLabel = "N",
            order = 4,
            defaultValue = "0",
            description = "Give services, ports and namespace other names. Default: 0, none.")
    private long renameSeed;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            order = 5,
            defaultValue = "1",
            description = "Work each problem that often. Default: 1.")
    private int repeat = 1;

    @Option(
            names = "--parallel",
            paramLabel = "K",
            order = 6,
            defaultValue = "1",
            description = "Have that many incidents open at once. Default: 1.")
    private int parallel = 1;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            order = 7,
            defaultValue = "1800",
            description = "The best answer so far is submitted after that time. Default: 1800.")
    private int deadlineSeconds = 1800;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            order = 8,
            defaultValue = "autonomous",
            description =
                    "read-only, review (each write waits for approval) or autonomous. Default:"
                            + " autonomous.")
    private String mode = "autonomous";

    int parallel() {
        return parallel;
    }

    private List<String> problems() {
        if (problems == null) {
            return List.of(DEFAULT_PROBLEM);
        }
        if (problems.isEmpty() || problems.stream().anyMatch(String::isBlank)) {
            throw CommandFailure.usage("--problem names no problem; 'aoi problems' lists them.");
        }
        return problems;
    }

    /** One request per problem and repetition. */
    List<OpenIncident> requests(
            Function<String, dev.aoi.schemas.event.EventHeader> header,
            Clock clock,
            RandomGenerator random) {
        check();
        RunMode runMode = runMode();
        List<OpenIncident> requests = new ArrayList<>();
        long next = seed != null ? seed : 1 + random.nextLong(1_000_000);
        for (int i = 0; i < repeat; i++) {
            for (String problem : problems()) {
                requests.add(
                        admitted(
                                OpenIncident.newBuilder()
                                        .setHeader(header.apply(IncidentIds.draw(clock, random)))
                                        .setProblemId(problem)
                                        .setTarget(target)
                                        .setSeed(next)
                                        .setRenameSeed(renameSeed)
                                        .setRunMode(runMode)
                                        .setLimits(limits())
                                        .build()));
            }
            next++;
        }
        return requests;
    }

    private Limits limits() {
        return Limits.newBuilder().setDeadlineSeconds(deadlineSeconds).build();
    }

    /** What env-service would refuse is refused here already, before anything is started. */
    private static OpenIncident admitted(OpenIncident request) {
        return switch (Admission.of(request)) {
            case Admission.Admitted admitted -> request;
            case Admission.Refused refused -> throw CommandFailure.usage(refused.sentence());
        };
    }

    private void check() {
        positive("--repeat", repeat);
        positive("--parallel", parallel);
        positive("--deadline", deadlineSeconds);
    }

    private static void positive(String option, int value) {
        if (value < 1) {
            throw CommandFailure.usage(option + " must be at least 1 but is " + value + ".");
        }
    }

    private RunMode runMode() {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "read-only" -> RunMode.READ_ONLY;
            case "review" -> RunMode.REVIEW;
            case "autonomous" -> RunMode.AUTONOMOUS;
            default ->
                    throw CommandFailure.usage(
                            "--mode must be read-only, review or autonomous but is " + mode + ".");
        };
    }
}
