package dev.aoi.systemtests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.env.problem.Problem;
import dev.aoi.env.problem.Problems;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.standalone.story.IncidentStory;
import dev.aoi.standalone.story.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules solve every problem, wherever the fault is and whatever things are called. */
final class RunbookST {
    private static final int PARALLEL = 6;

    @TempDir Path temp;

    /** Each problem once: every target in turn, every second one under drawn names. */
    @Test
    @Timeout(900)
    void everyProblemIsSolvedStrictly() throws IOException {
        List<OpenIncident> requests = new ArrayList<>();
        for (Problem problem : Problems.all()) {
            int i = requests.size();
            List<String> targets = problem.eligibleTargets();
            String target = targets.isEmpty() ? "" : targets.get(i * 7 % targets.size());
            requests.add(Requests.open(problem.id(), target, 100 + i, i % 2 == 0 ? 0 : 500 + i));
        }
        assertThat(requests).as("problems of this slice").hasSize(17);

        try (StackProcess stack = StackProcess.start(temp.resolve("data"), Map.of())) {
            Follower follower = new Follower();
            List<IncidentStory> stories = follower.work(stack.connection(), requests, PARALLEL);

            assertThat(stories).hasSameSizeAs(requests);
            assertThat(stories)
                    .extracting(IncidentStory::verdict)
                    .allSatisfy(
                            v -> {
                                assertThat(v.strict())
                                        .as("strict:%n%s", follower.story(v.incident()))
                                        .isTrue();
                                assertThat(v.compat()).as("compat: %s", v.line()).isTrue();
                            })
                    .extracting(Verdict::policy)
                    .containsOnly("runbook");
            assertThat(stack.clusterAdmin().worlds()).as("worlds left over").isEmpty();
        }
    }
}
