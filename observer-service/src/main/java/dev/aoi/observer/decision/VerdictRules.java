package dev.aoi.observer.decision;

import dev.aoi.observer.incident.ObserverIncident;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.NextStep;

import java.util.List;

/**
 * What an answer must satisfy beyond its form.
 *
 * <ol>
 *   <li>Objects are named by handle or by an exactly observed name (DESIGN.md 5).
 *   <li>Only a mitigation is executed, on an observed object, with a command.
 *   <li>A submission fits the task type and cites observations.
 *   <li>Something was observed before it is compressed again.
 * </ol>
 */
final class VerdictRules {
    private VerdictRules() {}

    static void check(
            Verdict verdict, ObserverIncident incident, ObservedNames names, List<String> errors) {
        switch (verdict.nextStep()) {
            case PROBE -> targets(verdict.probe().targets(), names, errors);
            case EXECUTE -> repair(verdict.repair(), incident.taskType(), names, errors);
            case SUBMIT -> submission(verdict, incident, names, errors);
            case COMPRESS -> {
                if (incident.lastObservations().isEmpty()) {
                    errors.add("next_step compress: there is no observation to compress; probe");
                }
            }
            case GIVE_UP, UNSPECIFIED -> {
                // Giving up submits the best answer so far; nothing is named.
            }
        }
        if (verdict.nextStep() != NextStep.SUBMIT) {
            components(verdict.answer(), names, errors);
        }
    }

    private static void targets(List<String> targets, ObservedNames names, List<String> errors) {
        for (String target : targets) {
            if (names.object(target).isEmpty()) {
                errors.add(unseen("probe target", target, names));
            }
        }
    }

    private static void repair(
            Verdict.Repair repair, TaskType task, ObservedNames names, List<String> errors) {
        if (task != TaskType.MITIGATION) {
            errors.add("next_step execute is only for a mitigation task; this one reads only");
        }
        if (repair.command().isEmpty()) {
            errors.add(
                    "next_step execute needs repair.command, one command that repairs the target");
        }
        if (names.object(repair.target()).isEmpty()) {
            errors.add(unseen("repair.target", repair.target(), names));
        }
    }

    private static void submission(
            Verdict verdict, ObserverIncident incident, ObservedNames names, List<String> errors) {
        Verdict.Reply answer = verdict.answer();
        switch (incident.taskType()) {
            case DETECTION -> {
                if (answer.verdict().isEmpty()) {
                    errors.add("answer.verdict must be Yes or No to submit a detection");
                }
            }
            case LOCALIZATION -> components(answer, names, errors);
            case ANALYSIS -> {
                if (answer.systemLevel().isEmpty() || answer.faultType().isEmpty()) {
                    errors.add(
                            "answer.system_level and answer.fault_type must be set to submit an"
                                    + " analysis");
                }
            }
            case MITIGATION -> {
                if (!answer.mitigated()) {
                    errors.add(
                            "answer.mitigated must be true to submit a mitigation; otherwise probe,"
                                    + " execute or give_up");
                }
            }
            case UNSPECIFIED -> {
                // A user's own words without a task type: anything may be said.
            }
        }
        if (verdict.evidence().isEmpty()) {
            errors.add("evidence must cite at least one observation (#......) to submit");
        }
    }

    private static void components(Verdict.Reply answer, ObservedNames names, List<String> errors) {
        List<String> services = names.names("Service");
        for (String component : answer.components()) {
            if (!services.contains(component)) {
                errors.add(
                        "answer.components: \""
                                + component
                                + "\" is not an observed service; observed are "
                                + services);
            }
        }
    }

    private static String unseen(String field, String called, ObservedNames names) {
        return field
                + " \""
                + called
                + "\" was not observed; use a handle or an exact name of: services "
                + names.names("Service")
                + ", deployments "
                + names.names("Deployment");
    }
}
