package dev.aoi.cluster.process.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.process.Reply;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class WrkReportTest {
    private static final WrkPlan PLAN =
            WrkPlan.parse(List.of("wrk", "-d", "10s", "-t", "2", "-R", "1", "http://e/"))
                    .orElseThrow();

    @Test
    void tellsRequestsErrorsAndLatencies() {
        WrkTally tally = new WrkTally();
        for (int i = 1; i <= 6; i++) {
            tally.add(new Reply.Answered(200, "", Duration.ofMillis(i)));
        }
        tally.add(new Reply.Answered(500, "", Duration.ofMillis(7)));
        tally.add(new Reply.Refused(Duration.ofMillis(1)));
        tally.add(new Reply.TimedOut(Duration.ofSeconds(10)));
        List<String> lines = WrkReport.lines(PLAN, tally);
        assertThat(lines)
                .contains(
                        " 50.000%   4.00ms",
                        "100.000%   7.00ms",
                        "  7 requests in 10.00s, 1.30KB read",
                        "  Socket errors: connect 1, read 0, write 0, timeout 1",
                        "  Non-2xx or 3xx responses: 1",
                        "Requests/sec:      0.70");
    }

    @Test
    void aCleanRunHasNoErrorLines() {
        WrkTally tally = new WrkTally();
        tally.add(new Reply.Answered(200, "", Duration.ofMillis(3)));
        assertThat(WrkReport.lines(PLAN, tally))
                .noneMatch(line -> line.contains("errors") || line.contains("Non-2xx"));
    }

    @Test
    void noAnswerAtAllIsAReportToo() {
        WrkTally tally = new WrkTally();
        tally.add(new Reply.UnknownHost(Duration.ofMillis(1)));
        assertThat(WrkReport.lines(PLAN, tally)).contains("  0 requests in 10.00s, 0B read");
    }
}
