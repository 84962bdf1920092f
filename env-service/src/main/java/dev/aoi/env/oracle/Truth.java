package dev.aoi.env.oracle;

import dev.aoi.env.problem.FaultFamily;
import dev.aoi.env.problem.Problem;
import dev.aoi.schemas.incident.TaskType;

import java.util.Map;

/**
 * What is really the matter in an incident.
 *
 * @param problem the problem
 * @param service the broken service by its name in the cluster; empty when nothing is broken
 * @param namespace where the application is
 * @param facts what the fault left for the oracles, see {@code FaultFacts}
 */
public record Truth(Problem problem, String service, String namespace, Map<String, String> facts) {

    public Truth {
        facts = Map.copyOf(facts);
    }

    public TaskType task() {
        return problem.task();
    }

    /** Whether something is broken. */
    public boolean faulty() {
        return problem.family() != FaultFamily.NONE;
    }

    /** The right answer of a detection. */
    public String verdict() {
        return faulty() ? "Yes" : "No";
    }

    /** A fact that the fault must have left. */
    public String fact(String key) {
        String value = facts.get(key);
        if (value == null) {
            throw new IllegalStateException(
                    "The lease of a " + problem.family() + " fault has no fact " + key);
        }
        return value;
    }
}
