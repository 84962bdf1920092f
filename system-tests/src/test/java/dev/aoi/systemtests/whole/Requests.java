package dev.aoi.systemtests.whole;

import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.standalone.run.IncidentIds;
import dev.aoi.standalone.run.OperatorPen;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Requests as an operator makes them. */
final class Requests {
    private static final RandomGenerator RANDOM = new SecureRandom();

    private Requests() {}

    /**
     * A request to open a problem.
     *
     * @param target empty for the problem's own
     * @param renameSeed 0 for the application's own names
     */
    static OpenIncident open(String problem, String target, long seed, long renameSeed) {
        return open(problem, target, seed, renameSeed, Limits.newBuilder().build());
    }

    static OpenIncident open(
            String problem, String target, long seed, long renameSeed, Limits limits) {
        Clock clock = Clock.systemUTC();
        String id = IncidentIds.draw(clock, RANDOM);
        return OpenIncident.newBuilder()
                .setHeader(OperatorPen.header(id, clock))
                .setProblemId(problem)
                .setTarget(target)
                .setSeed(seed)
                .setRenameSeed(renameSeed)
                .setRunMode(RunMode.AUTONOMOUS)
                .setLimits(limits)
                .build();
    }
}
