package dev.aoi.standalone.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class HintsTest {

    @Test
    void theProgramAsItWasCalled() {
        assertThat(Hints.of(Map.of("AOI_COMMAND", "./aoi"), List.of()).type("show inc-1"))
                .isEqualTo("./aoi show inc-1");
        assertThat(Hints.of(Map.of(), List.of()).type("up")).isEqualTo("aoi up");
    }

    @Test
    void theSamePlaceQuotedForAShell() {
        Hints hints = new Hints("/opt/my tools/aoi", List.of("--data", "it's here"));
        assertThat(hints.type("incidents"))
                .isEqualTo("'/opt/my tools/aoi' incidents --data 'it'\\''s here'");
    }
}
