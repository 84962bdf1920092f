package dev.aoi.env.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.env.problem.Problem;
import dev.aoi.env.problem.Problems;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.json.RecordJson;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.topic.Topics;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/**
 * What agents receive before their first look is equal to the byte for all problems of equal
 * application and task type, whatever is broken where (DESIGN.md, invariant 9).
 */
class NonInterferenceTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 5, -3})
    void openedIncidentsTellNothing(long renameSeed) {
        int pairs = 0;
        for (Problem one : Problems.all()) {
            for (Problem other : Problems.all()) {
                if (one.task() == other.task() && one.application().equals(other.application())) {
                    for (String target : targets(other)) {
                        assertThat(opened(other, target, renameSeed))
                                .isEqualTo(opened(one, one.defaultTarget(), renameSeed));
                        pairs++;
                    }
                }
            }
        }
        assertThat(pairs).isGreaterThan(500);
    }

    private static List<String> targets(Problem problem) {
        return problem.eligibleTargets().isEmpty() ? List.of("") : problem.eligibleTargets();
    }

    private static String opened(Problem problem, String target, long renameSeed) {
        EnvBench bench = new EnvBench();
        OpenIncident request =
                Samples.open(problem.id())
                        .setTarget(target)
                        .setSeed(11)
                        .setRenameSeed(renameSeed)
                        .build();
        bench.write(Topics.REQUESTS, request);
        bench.work();
        return RecordJson.line(bench.written(IncidentOpened.class).getFirst());
    }
}
