package dev.aoi.env.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadReportTest {
    private static final String GOOD =
            """
            Running 10s test @ http://a:80
              100 requests in 10.00s, 24.22KB read
            Requests/sec:     10.00
            """;

    @Test
    void countsServedRequests() {
        assertThat(LoadReport.parse(GOOD)).contains(new LoadReport(100, 0));
        assertThat(LoadReport.parse(GOOD).orElseThrow().served()).isTrue();
    }

    @Test
    void countsEveryKindOfFailure() {
        String bad =
                GOOD
                        + "  Socket errors: connect 1, read 2, write 3, timeout 4\n"
                        + "  Non-2xx or 3xx responses: 90\n";
        assertThat(LoadReport.parse(bad)).contains(new LoadReport(100, 100));
        assertThat(LoadReport.parse(bad).orElseThrow().served()).isFalse();
    }

    @Test
    void noRequestsAreNotServed() {
        assertThat(new LoadReport(0, 0).served()).isFalse();
    }

    @Test
    void otherTextIsNoReport() {
        assertThat(LoadReport.parse("unable to connect to a:80 Connection refused")).isEmpty();
    }
}
