package dev.aoi.executor.machine;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.ExecutorCommand;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a command may be worked at all. The incident as it was opened has the say; the command
 * can only narrow it.
 */
final class Permission {
    private Permission() {}

    /** Why not; empty when it may. */
    static Optional<String> refusal(IncidentOpened incident, ExecutorCommand command) {
        if (!both(incident.getTaskType(), command.getTaskType())) {
            return Optional.of(
                    "Changes are for mitigation only; this incident asks for "
                            + incident.getTaskType()
                            + ", the command for "
                            + command.getTaskType());
        }
        Optional<RunMode> forbidding =
                Stream.of(incident.getRunMode(), command.getRunMode())
                        .filter(m -> m != RunMode.AUTONOMOUS && m != RunMode.REVIEW)
                        .findFirst();
        if (forbidding.isPresent()) {
            return Optional.of("Run mode " + forbidding.get() + " allows no changes");
        }
        if (!command.getNamespace().equals(incident.getNamespace())) {
            return Optional.of(
                    "The command is for namespace "
                            + command.getNamespace()
                            + " but the incident is in "
                            + incident.getNamespace());
        }
        return Optional.empty();
    }

    /** Whether a person must approve each change. */
    static boolean review(IncidentOpened incident, ExecutorCommand command) {
        return incident.getRunMode() == RunMode.REVIEW || command.getRunMode() == RunMode.REVIEW;
    }

    private static boolean both(TaskType incident, TaskType command) {
        return incident == TaskType.MITIGATION && command == TaskType.MITIGATION;
    }
}
