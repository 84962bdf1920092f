package dev.aoi.env.problem;

import dev.aoi.env.application.SocialNetwork;
import dev.aoi.schemas.incident.TaskType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The catalogue of problems, in the benchmark's order (aiopslab.md 1.2, Appendix A). */
public final class Problems {
    private static final List<TaskType> TASKS =
            List.of(
                    TaskType.DETECTION,
                    TaskType.LOCALIZATION,
                    TaskType.ANALYSIS,
                    TaskType.MITIGATION);
    private static final int SUGGESTIONS = 3;

    private static final List<Problem> ALL = rows();

    private Problems() {}

    /** Every problem. */
    public static List<Problem> all() {
        return ALL;
    }

    /** The problem of this id. */
    public static Optional<Problem> find(String id) {
        return ALL.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** Problems whose id contains a text, as the benchmark filters; an empty text is all. */
    public static List<Problem> matching(String part) {
        return ALL.stream().filter(p -> p.id().contains(part)).toList();
    }

    /** The known ids that look most like this one, best first. */
    public static List<String> closest(String id) {
        String wanted = id.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .map(Problem::id)
                .sorted(
                        Comparator.comparingInt(
                                        (String known) ->
                                                EditDistance.of(
                                                        known.toLowerCase(Locale.ROOT), wanted))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTIONS)
                .toList();
    }

    private static List<Problem> rows() {
        List<Problem> rows = new ArrayList<>();
        List<String> targets = List.of("user-service", "text-service", "post-storage-service");
        for (int i = 0; i < targets.size(); i++) {
            for (TaskType task : TASKS) {
                rows.add(
                        row(
                                "k8s_target_port-misconfig-" + word(task) + "-" + (i + 1),
                                task,
                                FaultFamily.TARGET_PORT,
                                targets.get(i)));
            }
        }
        for (TaskType task : TASKS) {
            rows.add(
                    row(
                            "scale_pod_zero_social_net-" + word(task) + "-1",
                            task,
                            FaultFamily.SCALE_TO_ZERO,
                            "user-service"));
        }
        rows.add(row("noop_detection_social_network-1", TaskType.DETECTION, FaultFamily.NONE, ""));
        return List.copyOf(rows);
    }

    private static Problem row(String id, TaskType task, FaultFamily family, String target) {
        List<String> eligible =
                family == FaultFamily.NONE ? List.of() : SocialNetwork.reachedByLoad();
        return new Problem(id, SocialNetwork.NAME, task, family, target, eligible);
    }

    private static String word(TaskType task) {
        return task.name().toLowerCase(Locale.ROOT);
    }
}
