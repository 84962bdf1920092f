package dev.aoi.cluster.process.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class WrkPlanTest {
    private static List<String> line(String text) {
        return List.of(text.split(" "));
    }

    @Test
    void readsTheBenchmarksCommand() {
        WrkPlan plan =
                WrkPlan.parse(
                                line(
                                        "wrk -D exp -t 2 -c 3 -d 10s -L -s /scripts/x.lua"
                                            + " http://edge.shop.svc.cluster.local:8080/wrk2-api/post/compose"
                                            + " -R 10 --latency"))
                        .orElseThrow();
        assertThat(plan.host()).isEqualTo("edge.shop.svc.cluster.local");
        assertThat(plan.port()).isEqualTo(8080);
        assertThat(plan.operation()).isEqualTo("POST /wrk2-api/post/compose");
        assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(10));
        assertThat(plan.requests()).isEqualTo(100);
        assertThat(plan.pause()).isEqualTo(Duration.ofMillis(100));
        assertThat(plan.threads()).isEqualTo(2);
        assertThat(plan.connections()).isEqualTo(3);
    }

    @Test
    void aBareAddressGetsTheScriptsPath() {
        assertThat(WrkPlan.parse(line("wrk -d 1m -R 0.5 http://10.96.0.7:8080")).orElseThrow())
                .satisfies(
                        plan -> {
                            assertThat(plan.operation()).isEqualTo("POST /wrk2-api/post/compose");
                            assertThat(plan.requests()).isEqualTo(30);
                        });
    }

    @Test
    void otherPathsAreRead() {
        assertThat(
                        WrkPlan.parse(
                                        line(
                                                "wrk -R 1"
                                                    + " http://e/wrk2-api/home-timeline/read?user_id=1"))
                                .orElseThrow()
                                .operation())
                .isEqualTo("GET /wrk2-api/home-timeline/read?user_id=1");
    }

    @Test
    void withoutUrlOrRateThereIsNoPlan() {
        assertThat(WrkPlan.parse(line("wrk -R 1"))).isEmpty();
        assertThat(WrkPlan.parse(line("wrk http://e/"))).isEmpty();
        assertThat(WrkPlan.parse(line("wrk -R x http://e/"))).isEmpty();
        assertThat(WrkPlan.parse(line("wrk -R 1 http://e_f^/"))).isEmpty();
    }
}
