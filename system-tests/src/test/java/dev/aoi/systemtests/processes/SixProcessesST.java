package dev.aoi.systemtests.processes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Each service as its executable jar would run it; told by its environment alone. */
class SixProcessesST {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = Bench.open(folder);
    }

    @AfterEach
    void endAll() {
        bench.close();
    }

    @Test
    void workAnIncidentToStrictSuccess() {
        String incident = bench.draw();
        bench.ask(incident, Bench.MITIGATION, 1);
        bench.fleet().runEach(Map.of());
        bench.awaitEnd(List.of(incident), Duration.ofSeconds(300));
        bench.book(incident).finishedOnce().strictSuccess().wroteOnce();
    }
}
